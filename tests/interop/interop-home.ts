import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

import type { Instance, LogLevel } from '@lamindb/core'
import { connect, createEnvironment, createSetupContext, type SetupContext } from '@lamindb/setup'

import { Oracle, oracleEnvironment, oraclePython } from './oracle.ts'

const ourCommandLine = join(import.meta.dirname, '..', '..', 'packages', 'cli', 'src', 'main.ts')

/** What a program did. */
export interface LaminResult {
  readonly exitCode: number
  readonly stdout: string
  /** Standard output and standard error, without colours. */
  readonly output: string
}

/**
 * A home directory with a working directory, in which both languages find the same settings files. Both see the same
 * variables; removed at the end of the scope.
 */
export class InteropHome implements AsyncDisposable {
  readonly home: string
  readonly work: string
  /** What our setup functions work with here. */
  readonly context: SetupContext
  /** What our side logged: `level: message`. */
  readonly log: string[] = []
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
    this.home = join(folder, 'home')
    this.work = join(folder, 'work')
    this.context = this.contextIn(this.work)
  }

  static async create(): Promise<InteropHome> {
    const home = new InteropHome(await realpath(await mkdtemp(join(tmpdir(), 'lamin-interop-'))))
    await Promise.all([mkdir(home.home), mkdir(home.work)])
    return home
  }

  /** Our context in another working directory. */
  contextIn(workingDirectory: string): SetupContext {
    const environment = createEnvironment({
      home: this.home,
      workingDirectory,
      platform: process.platform,
      variables: { LAMIN_SETTINGS_DIR: this.home },
    })
    return createSetupContext({ environment, logger: this.#logger() })
  }

  /** Opens the current instance with ours. */
  connect(identifier?: string): Promise<Instance> {
    return connect(this.context, identifier)
  }

  /** Starts a Python that has imported nothing yet. */
  python(cwd = this.work): Oracle {
    return new Oracle({ home: this.home, cwd })
  }

  /** Starts a Python with LaminDB, connected to the current instance. */
  async lamindb(cwd = this.work): Promise<Oracle> {
    const oracle = this.python(cwd)
    await oracle.run('import lamindb as ln')
    return oracle
  }

  /** Runs Python's command line. */
  lamin(args: readonly string[], cwd = this.work): Promise<LaminResult> {
    return this.run(join(dirname(oraclePython), 'lamin'), args, cwd)
  }

  /** Runs our command line, from its sources. */
  ourLamin(args: readonly string[], cwd = this.work): Promise<LaminResult> {
    return this.run(process.execPath, ['--conditions=lamin-source', ourCommandLine, ...args], cwd)
  }

  /** Runs a program with the settings of this home. */
  async run(command: string, args: readonly string[], cwd = this.work): Promise<LaminResult> {
    const { promise, resolve } = Promise.withResolvers<LaminResult>()
    const options = { cwd, env: oracleEnvironment(this.home), maxBuffer: 1 << 28 }
    execFile(command, args, options, (error, stdout, stderr) => {
      const output = stripVTControlCharacters(`${stdout}${stderr}`)
      resolve({ exitCode: error === null ? 0 : Number(error.code ?? 1), stdout, output })
    })
    return promise
  }

  /** As {@link lamin}. @throws when the command fails */
  async expectLamin(...args: readonly string[]): Promise<string> {
    const { exitCode, output } = await this.lamin(args)
    if (exitCode !== 0) throw new Error(`lamin ${args.join(' ')} ended with ${exitCode}:\n${output}`)
    return output
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }

  #logger(): SetupContext['logger'] {
    const write = (level: LogLevel) => (message: string) => void this.log.push(`${level}: ${message}`)
    return {
      error: write('error'),
      warning: write('warning'),
      success: write('success'),
      info: write('info'),
      hint: write('hint'),
      debug: write('debug'),
    }
  }
}
