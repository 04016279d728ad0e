import type { Logger, LogLevel } from '@lamindb/core'
import type { Clock } from '@lamindb/core/identity'

import { readEnvironment, type Environment } from '../environment/environment.ts'
import type { UserSettings } from '../settings/user-settings.ts'

/** Asks a person to agree; what it means that nobody is there is the asker's business. */
export type Confirm = (question: string) => Promise<boolean>

/** What the functions of this package work with: the environment, and ports to what is outside of it. */
export interface SetupContext {
  readonly environment: Environment
  readonly logger: Logger
  /** Time of the rows of a new instance; the machine's clock by default. */
  readonly clock?: Clock | undefined
  /** Asks before something is destroyed; without it, such calls have to say that they are sure. */
  readonly confirm?: Confirm | undefined
  /** Logs a user in at a hub; without it, an API key in the environment cannot be used. */
  readonly login?: ((apiKey: string) => Promise<UserSettings>) | undefined
}

/** Builds a context: what is not given comes from the running process, and nothing is logged. */
export function createSetupContext(parts: Partial<SetupContext> = {}): SetupContext {
  return Object.freeze({
    ...parts,
    environment: parts.environment ?? readEnvironment(),
    logger: parts.logger ?? silent,
  })
}

const ignore = (): void => undefined

/** Core has one too, but its entry would be loaded for it. */
const silent: Logger = Object.freeze({
  error: ignore,
  warning: ignore,
  success: ignore,
  info: ignore,
  hint: ignore,
  debug: ignore,
} satisfies Record<LogLevel, (message: string) => void>)
