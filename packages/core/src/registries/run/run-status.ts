import { InvalidArgument } from '../../errors.ts'

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

/** Name of a status; codes that later versions may add read as `completed`. */
export function runStatusOf(code: number): RunStatus {
  const names = Object.keys(runStatusCodes) as RunStatus[]
  return names.find((name) => runStatusCodes[name] === code) ?? 'completed'
}

/** @throws InvalidArgument */
export function runStatusCode(status: string): number {
  const code = (runStatusCodes as { readonly [name: string]: number | undefined })[status]
  if (code !== undefined) return code
  const names = Object.keys(runStatusCodes).map((name) => `'${name}'`)
  throw new InvalidArgument(`Invalid run status '${status}'. Expected one of: ${names.join(', ')}.`)
}
