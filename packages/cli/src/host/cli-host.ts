import type { ProcessLike } from '@lamindb/setup'

/** A stream that takes text. */
export interface TextOutput {
  readonly write: (text: string) => void
  /** Characters of a line; `undefined` when nobody watches. */
  readonly columns: number | undefined
  readonly hasColours: boolean
}

/** Everything outside of the command line that it works with; made in `main.ts`, and by tests. */
export interface CliHost {
  /** Arguments after the name of the program. */
  readonly args: readonly string[]
  readonly process: ProcessLike
  readonly home: string
  readonly stdout: TextOutput
  readonly stderr: TextOutput
  /** Puts a question to the person at the terminal; `undefined` when there is nobody. */
  readonly ask: ((question: string) => Promise<string>) | undefined
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
}
