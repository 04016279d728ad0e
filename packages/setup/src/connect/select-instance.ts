import { openKnownInstance, type OpenOptions } from './open-known-instance.ts'
import { requireInstance } from './require-instance.ts'
import type { SetupContext } from '../context/setup-context.ts'
import type { Environment } from '../environment/environment.ts'
import { ConnectWithinDevDirError, HomeIsNoDevDir } from '../errors.ts'
import { hubHostsOf } from '../naming/hub-hosts.ts'
import { parseInstanceIdentifier } from '../naming/instance-identifier.ts'
import { findInstanceSettings } from '../settings/current-instance.ts'
import { peekUserHandle } from '../settings/current-user.ts'
import { currentDevDir, isHomeDirectory, setDevDir } from '../settings/dev-dir.ts'
import { findInstanceMarker } from '../settings/instance-marker.ts'
import { slugOf, writeCurrentInstance, writeInstanceSettings } from '../settings/instance-settings.ts'
import { tryInstanceIdentifier } from '../naming/try-instance-identifier.ts'

/** How an instance is selected. */
export interface SelectOptions extends Pick<OpenOptions, 'force' | 'db'> {
  /** For the working directory only, which becomes a development directory. */
  readonly here?: boolean
}

/** What {@link selectInstance} did. */
export interface SelectedInstance {
  /** `owner/name`. */
  readonly slug: string
  /** Development directory that applies from now on in the working directory. */
  readonly devDir: string | undefined
}

/**
 * Makes an instance the current one, of this user or of the working directory, after it could be opened: the user is
 * registered in its database on the way. When anything fails, no file has been written.
 *
 * @throws {@link ConnectWithinDevDirError} in a development directory of another instance
 * @throws {@link HomeIsNoDevDir} for the home directory with `here`
 * @throws what {@link connect} throws
 */
export async function selectInstance(
  context: SetupContext,
  identifier: string,
  options: SelectOptions = {},
): Promise<SelectedInstance> {
  const { environment } = context
  await refuseForeignDevDir(environment, identifier)
  if (options.here === true && (await isHomeDirectory(environment, environment.workingDirectory))) {
    throw new HomeIsNoDevDir(environment.workingDirectory)
  }
  const settings = await requireInstance(context, identifier)
  const slug = slugOf(settings)
  await (await openKnownInstance(context, settings, options)).close()
  if (options.here !== true) {
    await writeCurrentInstance(environment, settings)
    return { slug, devDir: await currentDevDir(environment, slug) }
  }
  await writeInstanceSettings(environment, settings)
  return { slug, devDir: await setDevDir(environment, environment.workingDirectory, slug) }
}

async function refuseForeignDevDir(environment: Environment, identifier: string): Promise<void> {
  const handle = await peekUserHandle(environment)
  const target = slugOf(parseInstanceIdentifier(identifier, handle, hubHostsOf(environment)))
  const marker = await findInstanceMarker(environment)
  if (marker === undefined || (await isHomeDirectory(environment, marker.directory))) return
  const identity = tryInstanceIdentifier(marker.slug, handle, hubHostsOf(environment))
  // A marker that chooses no instance does not stand in the way of one that is chosen here.
  if (identity === undefined || (await findInstanceSettings(environment, identity)) === undefined) return
  if (slugOf(identity) !== target) throw new ConnectWithinDevDirError(marker.slug, marker.directory)
}
