import type { Instance } from '@lamindb/core'
import type { InitOptions } from '@lamindb/setup'

import type { ConnectOptions } from './connect-options.ts'
import { createContext } from './create-context.ts'
import { currentProgram } from './program.ts'
import { trackProgram } from './track-program.ts'

/**
 * Creates an instance and opens it; one that exists already is opened as it is. The working directory becomes its
 * development directory. Needs no network.
 *
 * @throws `InvalidInstanceName` `ModuleNotInstalled` `StorageAlreadyManaged`
 * @example await using db = await init({ storage: './mydata', modules: ['bionty'] })
 */
export async function init(create: InitOptions = {}, options: ConnectOptions = {}): Promise<Instance> {
  const context = await createContext(options)
  const setup = await import('@lamindb/setup')
  const { settings } = await setup.init(context, create)
  return trackProgram(await setup.openKnownInstance(context, settings, options), currentProgram())
}
