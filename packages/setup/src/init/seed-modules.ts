import type { InstanceConfig, LaminModule } from '@lamindb/core'

import type { SetupContext } from '../context/setup-context.ts'

/** Lets the modules of a new instance write their first rows, dependencies first. */
export async function seedModules(
  context: SetupContext,
  config: InstanceConfig,
  modules: readonly LaminModule[],
): Promise<void> {
  if (modules.every((module) => module.seed === undefined)) return
  const { openInstance } = await import('@lamindb/core')
  const clock = context.clock === undefined ? {} : { clock: context.clock }
  await using instance = await openInstance(config, modules, { logger: context.logger, ...clock })
  for (const module of instance.modules) await module.seed?.(instance)
}
