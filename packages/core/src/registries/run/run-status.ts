import { StatusNames } from '../status-names.ts'

/** Codes in the column `_status_code`. */
export const runStatusCodes = {
  scheduled: -3,
  restarted: -2,
  started: -1,
  completed: 0,
  errored: 1,
  aborted: 2,
} as const

export type RunStatus = keyof typeof runStatusCodes

export const runStatus = new StatusNames<RunStatus>('Run', runStatusCodes, 'completed')
