import { access, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'

import { describe, expect, it } from 'vitest'

import { withProcessLock } from './process-lock.ts'
import { LockedByProcess } from '../errors.ts'
import { temporaryHome } from '../testing/temporary-home.ts'

describe('a lock of a process', () => {
  it('lets one piece of work run at a time, and is gone afterwards', async () => {
    await using home = await temporaryHome()
    const file = join(home.home, 'locks/x.lock')
    let running = 0
    const seen: number[] = []
    const work = async (): Promise<void> => {
      running += 1
      expect(await readFile(file, 'utf8')).toBe(String(process.pid))
      seen.push(running)
      running -= 1
    }
    await Promise.all([1, 2, 3].map(() => withProcessLock(file, work)))
    expect(seen).toEqual([1, 1, 1])
    await expect(access(file)).rejects.toThrow('ENOENT')
  })

  it('is given back when the work fails', async () => {
    await using home = await temporaryHome()
    const file = join(home.home, 'x.lock')
    await expect(withProcessLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await withProcessLock(file, async () => 'yes')).toBe('yes')
  })

  it('is taken over from a process that has died', async () => {
    await using home = await temporaryHome()
    const file = join(home.home, 'x.lock')
    await writeFile(file, String(spawnSync(process.execPath, ['--version']).pid))
    expect(await withProcessLock(file, async () => 'mine')).toBe('mine')
  })

  it.each([String(process.pid), ''])('is waited for, but not for ever, when it holds %j', async (text) => {
    await using home = await temporaryHome()
    const file = join(home.home, 'x.lock')
    await writeFile(file, text)
    const waiting = withProcessLock(file, async () => 'mine', { waitMs: 100 })
    await expect(waiting).rejects.toBeInstanceOf(LockedByProcess)
    expect(await readFile(file, 'utf8')).toBe(text)
  })
})
