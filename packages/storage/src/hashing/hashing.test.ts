import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { combineHashes } from './combine-hashes.ts'
import { hashBytes } from './hash-bytes.ts'
import { hashDirectory } from './hash-directory.ts'
import { hashFile } from './hash-file.ts'

const vectors: readonly (readonly [string, string])[] = [
  ['', '1B2M2Y8AsgTpgAmY7PhCfg'],
  ['1', 'xMpCOKC5I4INzFCab3WEmw'],
  ['True', '-CfPRi9ihI3zfF4elKTadA'],
  ['a', 'DMF1ucDxtqgxw5niaXcmYQ'],
  ['abc', 'kAFQmDzST7DWlj99KOF_cg'],
]

describe('hashing content', () => {
  it.each(vectors)('gives the MD5 of %j as text', async (content, hash) => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'file')
    await writeFile(path, content)
    const expected = { hash, hashType: 'md5', sizeBytes: content.length, nFiles: undefined }
    expect(hashBytes(content)).toEqual(expected)
    expect(await hashFile(path)).toEqual(expected)
  })

  it.each([
    ['abcdefghij', 4, 'E-BZAjxWWboY9GFQv6hyvd'],
    ['abc', 1, 'p0EbDbQEP1wS-Tw6TuBjKS'],
  ])('hashes only the ends of %j when it is longer than %i bytes', async (content, chunkBytes, hash) => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'file')
    await writeFile(path, content)
    const expected = { hash, hashType: 'sha1-fl', sizeBytes: content.length, nFiles: undefined }
    expect(hashBytes(content, { chunkBytes })).toEqual(expected)
    expect(await hashFile(path, { chunkBytes })).toEqual(expected)
  })

  it('hashes a file of more buffers than one as it hashes its bytes', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'file')
    const content = Uint8Array.from({ length: 3_500_001 }, (_, index) => (index * 31) % 251)
    await writeFile(path, content)
    expect(await hashFile(path)).toEqual(hashBytes(content))
    const chunkBytes = 2_300_000
    expect(await hashFile(path, { chunkBytes })).toEqual(hashBytes(content, { chunkBytes }))
  })

  it('takes the MD5 of a file of exactly 50 MiB and the ends of one that is a byte longer', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'sparse')
    await writeFile(path, '')
    await truncate(path, 52_428_800)
    expect((await hashFile(path)).hashType).toBe('md5')
    await truncate(path, 52_428_801)
    expect((await hashFile(path)).hashType).toBe('sha1-fl')
  })

  it('names a missing file and a folder', async () => {
    await using folder = await temporaryFolder()
    await expect(hashFile(join(folder.path, 'gone'))).rejects.toMatchObject({ code: 'PATH_NOT_FOUND' })
    await expect(hashFile(folder.path)).rejects.toMatchObject({ code: 'IS_A_DIRECTORY', path: folder.path })
  })

  it('stops when it is aborted', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'file')
    await writeFile(path, 'abc')
    const reason = new Error('enough')
    await expect(hashFile(path, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})

describe('hashing a folder', () => {
  it('combines the hashes of its files whatever their names, order and depth', async () => {
    await using folder = await temporaryFolder()
    await mkdir(join(folder.path, 'deep/er'), { recursive: true })
    await writeFile(join(folder.path, 'deep/er/.hidden'), 'a')
    await writeFile(join(folder.path, 'z'), 'b')
    expect(await hashDirectory(folder.path)).toEqual({
      hash: 'YNCwyFw7rBegqZLBVEckCg',
      hashType: 'md5-d',
      sizeBytes: 2,
      nFiles: 2,
    })
  })

  it('does not depend on the order of the hashes', () => {
    const hashes = [hashBytes('1').hash, hashBytes('0').hash]
    expect(combineHashes(hashes)).toBe('D19lN6flP78icihSjZ1gsA')
    expect(combineHashes(hashes.toReversed())).toBe('D19lN6flP78icihSjZ1gsA')
  })

  it('counts links to files, and ends although a link points at the folder itself', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'a'), 'a')
    await symlink(join(folder.path, 'a'), join(folder.path, 'link'))
    await symlink(folder.path, join(folder.path, 'loop'))
    await symlink(join(folder.path, 'gone'), join(folder.path, 'broken'))
    expect(await hashDirectory(folder.path)).toMatchObject({ nFiles: 2, sizeBytes: 2 })
  })

  it('refuses a folder without files', async () => {
    await using folder = await temporaryFolder()
    await mkdir(join(folder.path, 'empty'))
    await expect(hashDirectory(folder.path)).rejects.toMatchObject({
      code: 'EMPTY_DIRECTORY',
      path: folder.path,
    })
  })

  it('refuses a file and a missing folder', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'a')
    await writeFile(path, 'a')
    await expect(hashDirectory(path)).rejects.toMatchObject({ code: 'NOT_A_DIRECTORY' })
    await expect(hashDirectory(join(folder.path, 'gone'))).rejects.toMatchObject({ code: 'PATH_NOT_FOUND' })
  })
})
