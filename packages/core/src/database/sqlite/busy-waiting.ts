import { setTimeout as sleep } from 'node:timers/promises'

import { DatabaseLocked } from '../errors.ts'

/**
 * How long one attempt may block the event loop, in milliseconds. Longer waits are made of such attempts with pauses in
 * between, so that timers, sockets and the holder of the lock go on when it lives in this process.
 */
export const attemptMs = 5

const pausesMs: readonly number[] = [1, 2, 5, 10, 15, 20, 25, 25, 50]

/** Whose lock is waited for, and for how long. */
export interface BusyWait {
  readonly path: string
  readonly timeoutMs: number
}

/**
 * Repeats a statement that needs a lock of the file until it gets it. Only statements that leave nothing behind when
 * SQLite answers `SQLITE_BUSY` may be given: `BEGIN`, `COMMIT`, pragmas, statements outside a transaction.
 *
 * @throws {@link DatabaseLocked} after the timeout
 */
export async function whileBusy<T>(statement: () => T, wait: BusyWait): Promise<T> {
  const start = performance.now()
  for (let attempt = 0; ; attempt++) {
    try {
      return statement()
    } catch (error) {
      if (!isBusy(error)) throw error
      const waited = performance.now() - start
      if (waited >= wait.timeoutMs) throw new DatabaseLocked(wait.path, Math.round(waited), { cause: error })
      await sleep(pausesMs[Math.min(attempt, pausesMs.length - 1)])
    }
  }
}

/** `SQLITE_BUSY_SNAPSHOT` is left out: it lasts until the transaction is started again. */
function isBusy(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'SQLITE_BUSY' || code === 'SQLITE_BUSY_RECOVERY'
}
