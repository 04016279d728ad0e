import type { InitOptions, InstancePlan } from './plan-instance.ts'
import type { SetupContext } from '../context/setup-context.ts'
import { modulesOf, slugOf, type KnownInstance } from '../settings/instance-settings.ts'

/** What was asked for, as the caller said it and as it was understood. */
export interface AskedInstance {
  readonly options: InitOptions
  readonly plan: InstancePlan
}

/** Says what an instance that exists already does not get, so that asking for it does not look like getting it. */
export async function warnOfDifferences(
  context: SetupContext,
  existing: KnownInstance,
  asked: AskedInstance,
): Promise<void> {
  const differences = [
    otherModules(existing, asked.plan),
    await otherStorage(context, existing, asked.options),
  ]
  for (const difference of differences)
    if (difference !== undefined)
      context.logger.warning(`instance '${slugOf(existing)}' exists already, ${difference}`)
}

function otherModules(existing: KnownInstance, plan: InstancePlan): string | undefined {
  const has = modulesOf(existing)
  const missing = modulesOf(plan).filter((module) => !has.includes(module))
  if (missing.length === 0) return undefined
  const present = has.length === 0 ? 'no modules' : `modules: ${has.join(', ')}`
  return `with ${present}; not added: ${missing.join(', ')}`
}

async function otherStorage(
  { environment }: SetupContext,
  existing: KnownInstance,
  { storage }: InitOptions,
): Promise<string | undefined> {
  if (storage === undefined) return undefined
  const { normalizeRoot } = await import('@lamindb/storage')
  const { workingDirectory, home: homeDirectory } = environment
  const root = await normalizeRoot(storage, { workingDirectory, homeDirectory })
  if (root === existing.storageRoot) return undefined
  return `with its files in '${existing.storageRoot}'; nothing was made in '${root}' (another name makes another instance)`
}
