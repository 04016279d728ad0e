import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { LogLevel } from '@lamindb/core'
import { Timestamp, type Clock } from '@lamindb/core/identity'

import { createSetupContext, type SetupContext } from '../context/setup-context.ts'
import {
  createEnvironment,
  inDirectory,
  type Environment,
  type Variables,
} from '../environment/environment.ts'

/** One line that a test's logger received. */
export interface LogLine {
  readonly level: LogLevel
  readonly message: string
}

/** A home directory of a test's own, with a working directory in it; removed at the end of the scope. */
export interface TemporaryHome extends AsyncDisposable {
  readonly home: string
  readonly work: string
  readonly environment: Environment
  readonly context: SetupContext
  readonly log: readonly LogLine[]
  /** The same home with other variables or another working directory, which is made. */
  with(changes: { readonly variables?: Variables; readonly cwd?: string }): Promise<SetupContext>
}

/** Makes a {@link TemporaryHome}. */
export async function temporaryHome(variables: Variables = {}): Promise<TemporaryHome> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'lamin-setup-')))
  const [home, work] = [join(folder, 'home'), join(folder, 'work')]
  await Promise.all([mkdir(home), mkdir(work)])
  const log: LogLine[] = []
  const collect = (level: LogLevel) => (message: string) => void log.push({ level, message })
  const logger = {
    error: collect('error'),
    warning: collect('warning'),
    success: collect('success'),
    info: collect('info'),
    hint: collect('hint'),
    debug: collect('debug'),
  }
  const environment = (own: Variables): Environment =>
    createEnvironment({ home, workingDirectory: work, platform: 'linux', variables: own })
  const clock: Clock = { now: () => Timestamp.of(new Date('2026-01-02T03:04:05.678Z')) }
  return {
    home,
    work,
    environment: environment(variables),
    context: createSetupContext({ environment: environment(variables), logger, clock }),
    log,
    async with({ variables: own = variables, cwd = work }) {
      await mkdir(cwd, { recursive: true })
      return createSetupContext({ environment: inDirectory(environment(own), cwd), logger, clock })
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}
