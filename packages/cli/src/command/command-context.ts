import type { Instance, Prompt } from '@lamindb/core'
import type { SetupContext } from '@lamindb/setup'

import type { ProgressReporter } from '../output/progress.ts'

/** How {@link CommandContext.open} opens an instance. */
export interface OpenInstanceOptions {
  /** `owner/name`; the current instance by default. */
  readonly identifier?: string | undefined
}

/** What a command may use beside its arguments. */
export interface CommandContext {
  readonly setup: SetupContext
  readonly prompt: Prompt
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  readonly progress: ProgressReporter
  readonly workingDirectory: string
  /** Opens an instance, which is closed when the command has ended. */
  readonly open: (options?: OpenInstanceOptions) => Promise<Instance>
}
