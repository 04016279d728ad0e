import { basename, join } from 'node:path'

import type { Instance } from '@lamindb/core'

import type { Program } from './program.ts'
import { RunLog } from './run-log.ts'

type FinishOptions = Exclude<Parameters<Instance['finish']>[0], undefined>
type TrackOptions = Exclude<Parameters<Instance['track']>[0], string | undefined>

/**
 * Lets `track()` and `finish()` of an instance know the running program: its path is that of the transform unless the call
 * says something else, and what it prints becomes the report of the run.
 */
export function trackProgram(db: Instance, program: Program): Instance {
  const [track, finish, close] = [db.track.bind(db), db.finish.bind(db), db.close.bind(db)]
  let log: RunLog | undefined
  db.track = async (given?: TrackOptions | string) => {
    const options = typeof given === 'string' ? { transform: given } : (given ?? {})
    const run = await track({ ...programOptions(program, options), ...options })
    log?.close()
    const isProgram = run !== undefined && db.context.path !== undefined
    log = isProgram ? new RunLog(logPath(db, run.uid), `→ connected lamindb: ${db.slug}`, program) : undefined
    return run
  }
  db.finish = async (options?: FinishOptions) => {
    log?.close()
    const report = log === undefined ? {} : { report: log.path }
    log = undefined
    return finish({ ...report, ...options })
  }
  db.close = () => {
    log?.close()
    return close()
  }
  return db
}

const logPath = (db: Instance, uid: string): string => join(db.config.cacheDir, `run_logs_${uid}.txt`)

/** Nothing for a call that says itself what the transform is. */
function programOptions(program: Program, { path, sourceCode, transform }: TrackOptions): TrackOptions {
  const isGiven = [path, sourceCode].some((one) => one !== undefined && one !== null)
  if (program.path === undefined || isGiven || typeof transform === 'object') return {}
  return { path: program.path, cli: { program: basename(program.path), args: program.args } }
}
