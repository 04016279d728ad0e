import type { SetupContext } from '../context/setup-context.ts'
import { findCurrentInstance, type InstanceSource } from '../settings/current-instance.ts'
import { clearDevDir } from '../settings/dev-dir.ts'
import { findInstanceMarker } from '../settings/instance-marker.ts'
import { slugOf } from '../settings/instance-settings.ts'
import { currentInstanceFile } from '../settings/settings-files.ts'
import { removeSettingFile } from '../settings/setting-text-file.ts'

/** What {@link disconnect} did. */
export interface Disconnected {
  /** Instance that was the current one. */
  readonly slug: string
  /** What chooses the current instance in the working directory after this; `undefined` when nothing does. */
  readonly remaining: InstanceSource | undefined
}

/**
 * Forgets the user's current instance; its own settings file stays. A variable or a marker goes on choosing one.
 *
 * @returns `undefined` when no instance was current
 */
export async function disconnect(context: SetupContext): Promise<Disconnected | undefined> {
  const current = await findCurrentInstance(context)
  if (current === undefined) return undefined
  await removeSettingFile(currentInstanceFile(context.environment))
  return { slug: slugOf(current.settings), remaining: (await findCurrentInstance(context))?.source }
}

/** What {@link disconnectHere} did. */
export interface DisconnectedDirectory {
  /** Text of the marker that was removed. */
  readonly slug: string
  readonly directory: string
}

/**
 * Takes the nearest marked directory, from the working directory upwards, away from its instance: its marker, branch
 * and space are removed.
 *
 * @returns `undefined` when there is no marker
 */
export async function disconnectHere({
  environment,
}: SetupContext): Promise<DisconnectedDirectory | undefined> {
  const marker = await findInstanceMarker(environment)
  if (marker === undefined) return undefined
  const { slug, directory } = marker
  await clearDevDir(environment, directory, slug)
  return { slug, directory }
}
