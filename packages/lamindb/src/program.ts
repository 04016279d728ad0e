/** The running program, as far as `track()` and messages need it. This file is the only one that looks at the process. */
export interface Program {
  /** Absolute path of the script that was started; `undefined` for code that was typed in or passed on. */
  readonly path: string | undefined
  /** Arguments of the script. */
  readonly args: readonly string[]
  /** Writes to standard error. */
  readonly write: (text: string) => void
}

/** Reads it from the process. */
export function currentProgram(): Program {
  const [, path, ...args] = process.argv
  return { path, args, write: (text) => void process.stderr.write(text) }
}
