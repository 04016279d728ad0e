import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

import type { Program } from './program.ts'

/**
 * Writes what a program prints into a file, line by line as it comes: the file is complete even if the process is killed.
 * Of a line that was written over with carriage returns, as progress bars do, the last state is kept.
 */
export class RunLog {
  readonly path: string
  readonly #end: () => void
  #open = ''

  constructor(path: string, firstLine: string, program: Pick<Program, 'listen'>) {
    this.path = path
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${firstLine}\n`)
    this.#end = program.listen((text) => this.#hear(text))
  }

  /** Ends the log. */
  close(): void {
    this.#end()
    if (this.#open !== '') this.#hear('\n')
  }

  #hear(text: string): void {
    const lines = (this.#open + text).split('\n')
    this.#open = lines.pop() ?? ''
    const complete = lines.map((line) => `${lastState(line)}\n`).join('')
    if (complete !== '') appendFileSync(this.path, complete)
  }
}

function lastState(line: string): string {
  return line.replace(/\r$/, '').split('\r').at(-1) ?? ''
}
