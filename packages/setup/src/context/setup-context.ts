import { silentLogger, type Logger } from './logger.ts'
import { readEnvironment, type Environment } from '../environment/environment.ts'
import type { UserSettings } from '../settings/user-settings.ts'

/** What the functions of this package work with: the environment, and ports to what is outside of it. */
export interface SetupContext {
  readonly environment: Environment
  readonly logger: Logger
  /** Current time; recorded with the rows of a new instance. */
  readonly clock: () => Date
  /** Logs a user in at a hub; without it, an API key in the environment cannot be used. */
  readonly login?: (apiKey: string) => Promise<UserSettings>
}

/** Builds a context: what is not given comes from the running process, and nothing is logged. */
export function createSetupContext(parts: Partial<SetupContext> = {}): SetupContext {
  return Object.freeze({
    environment: parts.environment ?? readEnvironment(),
    logger: parts.logger ?? silentLogger,
    clock: parts.clock ?? (() => new Date()),
    ...(parts.login === undefined ? {} : { login: parts.login }),
  })
}
