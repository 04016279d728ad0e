import { findInstanceMarker } from './instance-marker.ts'
import { readInstanceSettings, slugOf, type KnownInstance } from './instance-settings.ts'
import { currentInstanceFile, instanceFile } from './settings-files.ts'
import { peekUserHandle } from './current-user.ts'
import type { SetupContext } from '../context/setup-context.ts'
import type { Environment } from '../environment/environment.ts'
import { hubHostsOf } from '../naming/hub-hosts.ts'
import type { InstanceIdentity } from '../naming/instance-identifier.ts'
import { tryInstanceIdentifier } from '../naming/try-instance-identifier.ts'

/** What chose the current instance. */
export type InstanceSource = 'variable' | 'marker' | 'global'

/** The current instance, and why it is the one. */
export interface CurrentInstance {
  readonly source: InstanceSource
  /** Settings file that was read. */
  readonly file: string
  readonly settings: KnownInstance
}

/**
 * The instance that commands without a name work with; first hit wins:
 *
 * 1. `LAMIN_CURRENT_INSTANCE`, if this machine has settings of that instance
 * 2. the nearest marker from the working directory upwards, if its text names an instance with settings
 * 3. `current_instance.env`, written by `lamin connect`
 *
 * A variable that names an unknown instance gives way to the others with a warning, a marker without one.
 *
 * @returns `undefined` when none of them names an instance
 * @throws {@link SettingsEnvFileOutdated} when the chosen file cannot be read
 */
export async function findCurrentInstance(context: SetupContext): Promise<CurrentInstance | undefined> {
  const { environment } = context
  const named = environment.currentInstance
  const byVariable = named === undefined ? undefined : await byIdentifier(environment, 'variable', named)
  if (byVariable !== undefined) return byVariable
  const other =
    (await byMarker(environment)) ?? (await fromFile(environment, 'global', currentInstanceFile(environment)))
  if (named !== undefined && other !== undefined) warnAboutVariable(context, named, other)
  return other
}

/** The settings that this machine has of an instance; `undefined` when it has none. */
export async function findInstanceSettings(
  environment: Environment,
  { owner, name }: InstanceIdentity,
): Promise<KnownInstance | undefined> {
  return readInstanceSettings(environment, instanceFile(environment, owner, name))
}

async function byMarker(environment: Environment): Promise<CurrentInstance | undefined> {
  const marker = await findInstanceMarker(environment)
  return marker === undefined ? undefined : byIdentifier(environment, 'marker', marker.slug)
}

async function byIdentifier(
  environment: Environment,
  source: InstanceSource,
  identifier: string,
): Promise<CurrentInstance | undefined> {
  const identity = tryInstanceIdentifier(
    identifier,
    await peekUserHandle(environment),
    hubHostsOf(environment),
  )
  if (identity === undefined) return undefined
  return fromFile(environment, source, instanceFile(environment, identity.owner, identity.name))
}

async function fromFile(
  environment: Environment,
  source: InstanceSource,
  file: string,
): Promise<CurrentInstance | undefined> {
  const settings = await readInstanceSettings(environment, file)
  return settings === undefined ? undefined : { source, file, settings }
}

function warnAboutVariable(context: SetupContext, named: string, used: CurrentInstance): void {
  context.logger.warning(
    `LAMIN_CURRENT_INSTANCE names '${named}', of which this machine has no settings: using '${slugOf(used.settings)}' instead`,
  )
}
