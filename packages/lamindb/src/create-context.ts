import { enableCompileCache } from 'node:module'

import type { SetupContext } from '@lamindb/setup'

import type { ConnectOptions } from './connect-options.ts'
import { currentProgram } from './program.ts'

/**
 * What the functions of the settings package work with, for a program that gives only some of it.
 *
 * Compiled code of what is loaded from here on is kept for the next process, as Python keeps its bytecode; the variable
 * `NODE_DISABLE_COMPILE_CACHE` of Node turns that off.
 */
export async function createContext({ logger, environment }: ConnectOptions): Promise<SetupContext> {
  enableCompileCache()
  const [{ createSetupContext }, { createLogger }] = await Promise.all([
    import('@lamindb/setup'),
    import('@lamindb/core'),
  ])
  const { write } = currentProgram()
  return createSetupContext({
    logger:
      logger ?? createLogger((level, message) => write(`${level === 'error' ? '✗' : '!'} ${message}\n`)),
    ...(environment === undefined ? {} : { environment }),
  })
}
