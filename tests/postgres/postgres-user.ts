import { readFile } from 'node:fs/promises'

/** Ids to start a process with; empty for the current user. */
export interface ProcessUser {
  readonly uid?: number
  readonly gid?: number
}

/** Postgres refuses to run as root: then somebody else on this machine has to. */
export async function postgresUser(): Promise<ProcessUser> {
  if (process.getuid?.() !== 0) return {}
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const account = accounts.find(([login]) => login === name)
    if (account !== undefined) return { uid: Number(account[2]), gid: Number(account[3]) }
  }
  throw new Error(
    'Running as root, and there is neither a user postgres nor a user nobody to start Postgres as.',
  )
}
