import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { CliHost, TextOutput } from '../host/cli-host.ts'
import { runLamin } from '../run-lamin.ts'

/** What a command line left behind. */
export interface CliResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** Standard output read as JSON. */
  readonly json: () => unknown
}

/** How a test runs a command line. */
export interface CliRunOptions {
  /** Working directory, below the one of the home. */
  readonly cwd?: string
  readonly env?: { readonly [name: string]: string }
  /** Answers to questions, in order; without it, nobody can be asked. */
  readonly answers?: readonly string[]
  /** Width of a terminal on both outputs. */
  readonly columns?: number
  readonly signal?: AbortSignal
  /** Called with what goes to standard error, as it comes. */
  readonly onStderr?: (text: string) => void
}

/** A home directory of a test's own, in which command lines run in this process. */
export interface CliHome extends AsyncDisposable {
  readonly work: string
  readonly home: string
  lamin(args: readonly string[], options?: CliRunOptions): Promise<CliResult>
}

/** Makes a {@link CliHome}; it is removed at the end of the scope. */
export async function createCliHome(): Promise<CliHome> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'lamin-cli-')))
  const [home, work] = [join(folder, 'home'), join(folder, 'work')]
  await Promise.all([mkdir(home), mkdir(work)])
  return {
    home,
    work,
    lamin: (args, options = {}) => runIn(home, join(work, options.cwd ?? '.'), args, options),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

async function runIn(
  home: string,
  cwd: string,
  args: readonly string[],
  options: CliRunOptions,
): Promise<CliResult> {
  const stdout = collect(options.columns)
  const stderr = collect(options.columns, options.onStderr)
  const answers = options.answers === undefined ? undefined : [...options.answers]
  const host: CliHost = {
    args,
    process: { env: { ...options.env }, platform: 'linux', cwd: () => cwd },
    home,
    stdout,
    stderr,
    ask: answers === undefined ? undefined : async (question) => answer(question, answers),
    signal: options.signal ?? new AbortController().signal,
  }
  await mkdir(cwd, { recursive: true })
  const code = await runLamin(host)
  return {
    code,
    stdout: stdout.text(),
    stderr: stderr.text(),
    json: () => JSON.parse(stdout.text()) as unknown,
  }
}

function answer(question: string, answers: string[]): string {
  const next = answers.shift()
  if (next === undefined) throw new Error(`The test has no answer to: ${question}`)
  return next
}

function collect(
  columns: number | undefined,
  hear: (text: string) => void = () => undefined,
): TextOutput & { text(): string } {
  const parts: string[] = []
  return {
    write: (text) => {
      parts.push(text)
      hear(text)
    },
    columns,
    hasColours: false,
    text: () => parts.join(''),
  }
}
