import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { createInterface, type Interface } from 'node:readline'
import { join } from 'node:path'

/** What the interop tests need from outside; `.ci/run` and `npm run interop` set it. */
export const oraclePython = process.env['LAMIN_ORACLE_PYTHON'] ?? ''
export const sharedFolder = join(import.meta.dirname, '..', '..', '..', 'shared')

/** Environment in which Python LaminDB finds an instance and stays off the network. */
export function oracleEnvironment(home: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: home,
    LAMIN_SETTINGS_DIR: home,
    LAMIN_TESTING: 'true',
    // Times in the database are in UTC, wherever a program runs.
    TZ: 'Asia/Kolkata',
    PYTHONPATH: [join(sharedFolder, 'oracle', 'offline'), join(sharedFolder, 'reference', 'make')].join(':'),
  }
}

/** One Python process with LaminDB for many questions: importing it takes two seconds. */
export class Oracle implements AsyncDisposable {
  readonly #process: ChildProcessWithoutNullStreams
  readonly #lines: AsyncIterator<string>
  readonly #reader: Interface
  #said = ''

  constructor(options: { readonly home: string; readonly cwd: string }) {
    this.#process = spawn(oraclePython, [join(import.meta.dirname, 'oracle.py')], {
      cwd: options.cwd,
      env: oracleEnvironment(options.home),
    })
    this.#process.stderr.on('data', (text: Buffer) => {
      this.#said = (this.#said + text.toString()).slice(-4000)
    })
    this.#reader = createInterface({ input: this.#process.stdout })
    this.#lines = this.#reader[Symbol.asyncIterator]()
  }

  /** Runs code and gives the value of its name `result`, as JSON knows it. */
  async run<T = unknown>(code: string): Promise<T> {
    this.#process.stdin.write(`${JSON.stringify({ code: dedent(code) })}\n`)
    const { value, done } = await this.#lines.next()
    if (done) throw new Error(`Python ended without an answer:\n${this.#said}`)
    const answer = JSON.parse(value) as { value?: T; error?: { class: string; message: string } }
    if (answer.error) throw new Error(`${answer.error.class}: ${answer.error.message}\n${this.#said}`)
    return answer.value as T
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.stdin.end()
    this.#reader.close()
    await new Promise((resolve) => this.#process.once('exit', resolve))
  }
}

/** Takes the indentation of the first line off all lines. */
function dedent(code: string): string {
  const lines = code.replace(/^\n/, '').split('\n')
  const indent = /^ */.exec(lines[0] ?? '')?.[0] ?? ''
  return lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n')
}
