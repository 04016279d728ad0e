import { describe, expect, it } from 'vitest'

import { retrying } from './retrying.ts'

function failing(times: number, code: string) {
  let calls = 0
  return {
    calls: () => calls,
    work: async () => {
      calls++
      if (calls <= times) throw Object.assign(new Error('conflict'), { code })
      return 'done'
    },
  }
}

describe('retrying', () => {
  it.each(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', '40001', '40P01'])(
    'repeats work that met another writer (%s)',
    async (code) => {
      const attempt = failing(2, code)
      await expect(retrying(attempt.work, { basePauseMs: 1 })).resolves.toBe('done')
      expect(attempt.calls()).toBe(3)
    },
  )

  it('gives up after the given number of attempts with the last error', async () => {
    const attempt = failing(Infinity, '40001')
    await expect(retrying(attempt.work, { attempts: 3, basePauseMs: 1 })).rejects.toMatchObject({
      code: '40001',
    })
    expect(attempt.calls()).toBe(3)
  })

  it('does not repeat what a repetition cannot heal', async () => {
    const attempt = failing(1, 'SQLITE_CONSTRAINT_UNIQUE')
    await expect(retrying(attempt.work)).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_UNIQUE' })
    expect(attempt.calls()).toBe(1)
  })

  it('stops between attempts when it is aborted', async () => {
    const controller = new AbortController()
    const work = async () => {
      controller.abort()
      throw Object.assign(new Error('conflict'), { code: '40001' })
    }
    await expect(retrying(work, { signal: controller.signal, basePauseMs: 1 })).rejects.toMatchObject({
      name: 'AbortError',
    })
  })
})
