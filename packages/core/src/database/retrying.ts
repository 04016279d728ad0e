import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/** How often and how patiently {@link retrying} repeats. */
export interface RetryOptions {
  /** Attempts in total; 8 by default. */
  readonly attempts?: number
  /** Pause before the second attempt in milliseconds; doubles each time, shortened or stretched by up to half. */
  readonly basePauseMs?: number
  readonly signal?: AbortSignal
}

/**
 * Runs `work` until it succeeds or fails for a reason that a repetition cannot heal. Transient are conflicts with other
 * writers: `SQLITE_BUSY*`, Postgres `40001` (serialization failure) and `40P01` (deadlock).
 */
export async function retrying<T>(work: () => Promise<T>, options: RetryOptions = {}): Promise<T> {
  const attempts = options.attempts ?? 8
  const basePauseMs = options.basePauseMs ?? 15
  for (let attempt = 1; ; attempt++) {
    options.signal?.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      if (attempt >= attempts || !isTransient(error)) throw error
      await sleep((basePauseMs * 2 ** (attempt - 1) * randomInt(50, 151)) / 100)
    }
  }
}

function isTransient(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('SQLITE_BUSY') || code === '40001' || code === '40P01'
}
