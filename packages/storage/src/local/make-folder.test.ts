import { stat, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { makeFolder } from './make-folder.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

it('makes a folder with its parents, also several times at once', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'a', 'b', 'c')
  await Promise.all([makeFolder(path), makeFolder(path), makeFolder(path)])
  await makeFolder(path)
  expect((await stat(path)).isDirectory()).toBe(true)
})

it('leaves a file where it is', async () => {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, 'a'), '')
  await expect(makeFolder(join(folder.path, 'a'))).rejects.toThrow('EEXIST')
  await expect(makeFolder(join(folder.path, 'a', 'b'))).rejects.toThrow('EEXIST')
})

it.runIf(existsSync('/proc/self'))('ends where the system calls new folders missing', async () => {
  await expect(makeFolder('/proc/none/.lamindb')).rejects.toMatchObject({
    code: 'STORAGE_NOT_WRITABLE',
    path: '/proc/none',
  })
})
