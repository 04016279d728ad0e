import type { Instance } from '@lamindb/core'
import { InvalidArgument } from '@lamindb/core/errors'

import type { ConnectOptions, InstanceLocation } from './connect-options.ts'
import { createContext } from './create-context.ts'
import { currentProgram } from './program.ts'
import { settingsAt } from './settings-at.ts'
import { trackProgram } from './track-program.ts'

/**
 * Opens an instance. The settings of this machine stay as they are.
 *
 * @param target - `owner/name` or the name of one of your own, or where the instance is; the current instance by default
 * @throws `CurrentInstanceNotConfigured` `InstanceNotFoundError` `UnknownSchemaLevel`
 * @throws {@link InvalidArgument} for anything else
 * @throws {@link NoInstanceInStorage} when there is none at the location
 * @example await using db = await connect()
 * @example await using db = await connect({ storage: './mydata', modules: ['bionty'] })
 */
export async function connect(
  target?: string | InstanceLocation,
  options: ConnectOptions = {},
): Promise<Instance> {
  checkTarget(target)
  const context = await createContext(options)
  const { openKnownInstance, requireInstance } = await import('@lamindb/setup')
  const settings =
    typeof target === 'object' ? await settingsAt(context, target) : await requireInstance(context, target)
  return trackProgram(await openKnownInstance(context, settings, options), currentProgram())
}

function checkTarget(target: unknown): void {
  if (target === undefined || typeof target === 'string') return
  if (
    typeof target === 'object' &&
    target !== null &&
    'storage' in target &&
    typeof target.storage === 'string'
  )
    return
  throw new InvalidArgument("connect() takes nothing, 'owner/name', or where the instance is: { storage }.")
}
