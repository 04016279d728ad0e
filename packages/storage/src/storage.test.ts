import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from './testing/temporary-folder.ts'
import { LocalStorage } from './local/local-storage.ts'
import { MemoryStorage } from './memory/memory-storage.ts'
import type { Storage } from './storage.ts'

const storages: readonly (readonly [string, (root: string) => Promise<Storage>])[] = [
  ['local', (root) => LocalStorage.open(join(root, 'storage'))],
  ['memory', async (root) => new MemoryStorage({ root: join(root, 'storage') })],
]

async function keys(storage: Storage, folder?: string, recursive?: boolean): Promise<string[]> {
  const found: string[] = []
  for await (const entry of storage.list(folder, { recursive })) found.push(entry.key)
  return found.sort()
}

async function text(storage: Storage, key: string): Promise<string | undefined> {
  const bytes = await storage.read(key)
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes)
}

async function* chunks(...parts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield new TextEncoder().encode(part)
}

async function* failing(): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode('half')
  throw new Error('source broke')
}

describe.each(storages)('a %s storage', (_, open) => {
  it('reads back what was written as text, bytes or chunks', async () => {
    await using folder = await temporaryFolder()
    const storage = await open(folder.path)
    expect(await storage.write('a/text.txt', 'ä')).toMatchObject({
      key: 'a/text.txt',
      kind: 'file',
      sizeBytes: 2,
    })
    await storage.write('a/bytes', new Uint8Array([1, 2, 3]))
    await storage.write('a/chunks', chunks('ab', 'cd'))
    expect(await text(storage, 'a/text.txt')).toBe('ä')
    expect([...((await storage.read('a/bytes')) ?? [])]).toEqual([1, 2, 3])
    expect(await text(storage, 'a/chunks')).toBe('abcd')
  })

  it('answers undefined, false or nothing for what is missing', async () => {
    await using folder = await temporaryFolder()
    const storage = await open(folder.path)
    expect(await storage.stat('gone')).toBeUndefined()
    expect(await storage.read('gone')).toBeUndefined()
    expect(await storage.readRange('gone', 0, 1)).toBeUndefined()
    expect(await storage.stream('gone')).toBeUndefined()
    expect(await storage.hash('gone')).toBeUndefined()
    expect(await storage.remove('gone')).toBe(false)
    expect(await keys(storage, 'gone')).toEqual([])
    await storage.write('file', 'x')
    expect(await storage.read('file/below')).toBeUndefined()
  })

  it('reads ranges and cuts them at the end of the file', async () => {
    await using folder = await temporaryFolder()
    const storage = await open(folder.path)
    await storage.write('file', '0123456789')
    const range = async (start: number, end: number): Promise<string> =>
      new TextDecoder().decode(await storage.readRange('file', start, end))
    expect(await range(2, 5)).toBe('234')
    expect(await range(8, 100)).toBe('89')
    expect(await range(20, 30)).toBe('')
    await expect(storage.readRange('file', 5, 2)).rejects.toMatchObject({ code: 'INVALID_BYTE_RANGE' })
    await expect(storage.readRange('file', -1, 2)).rejects.toMatchObject({ code: 'INVALID_BYTE_RANGE' })
  })

  it('streams a file in order', async () => {
    await using folder = await temporaryFolder()
    const storage = await open(folder.path)
    const content = 'x'.repeat(2_500_000) + 'end'
    await storage.write('file', content)
    const parts: Uint8Array[] = []
    for await (const chunk of (await storage.stream('file')) ?? []) parts.push(chunk)
    expect(Buffer.concat(parts).toString()).toBe(content)
  })

  it('says that a folder is no file', async () => {
    await using folder = await temporaryFolder()
    const storage = await open(folder.path)
    await storage.write('folder/file', 'x')
    expect(await storage.stat('folder')).toMatchObject({ kind: 'folder', sizeBytes: 0 })
    await expect(storage.read('folder')).rejects.toMatchObject({ code: 'IS_A_DIRECTORY' })
    await expect(storage.stream('folder')).rejects.toMatchObject({ code: 'IS_A_DIRECTORY' })
  })

  it('refuses to write below a file', async () => {
    await using folder = await temporaryFolder()
    const storage = await open(folder.path)
    await storage.write('file', 'x')
    await storage.write('other', 'x')
    await expect(storage.write('file/below', 'y')).rejects.toMatchObject({ code: 'NOT_A_DIRECTORY' })
    await expect(storage.write('file/be/low', 'y')).rejects.toMatchObject({ code: 'NOT_A_DIRECTORY' })
    await expect(storage.move('other', 'file/below')).rejects.toMatchObject({ code: 'NOT_A_DIRECTORY' })
    expect(await text(storage, 'file')).toBe('x')
  })

  it.each(['', '/a', '../a', 'a/../b', './a', 'a\\b', 'a\0b'])('refuses the key %j', async (key) => {
    await using folder = await temporaryFolder()
    const storage = await open(folder.path)
    await expect(storage.write(key, 'x')).rejects.toMatchObject({ code: 'INVALID_STORAGE_KEY' })
  })

  it('lists all files, or the entries of one folder', async () => {
    await using folder = await temporaryFolder()
    const storage = await open(folder.path)
    for (const key of ['a', 'b/c', 'b/d/e', '.lamindb/f']) await storage.write(key, 'x')
    expect(await keys(storage)).toEqual(['.lamindb/f', 'a', 'b/c', 'b/d/e'])
    expect(await keys(storage, 'b')).toEqual(['b/c', 'b/d/e'])
    expect(await keys(storage, '', false)).toEqual(['.lamindb', 'a', 'b'])
    expect(await keys(storage, 'b', false)).toEqual(['b/c', 'b/d'])
    await expect(keys(storage, 'a')).rejects.toMatchObject({ code: 'NOT_A_DIRECTORY' })
  })

  it('keeps the old content when the new one fails halfway', async () => {
    await using folder = await temporaryFolder()
    const storage = await open(folder.path)
    await storage.write('file', 'old')
    await expect(storage.write('file', failing())).rejects.toThrow('source broke')
    expect(await text(storage, 'file')).toBe('old')
    expect(await keys(storage)).toEqual(['file'])
  })

  it('keeps the old content when the call is aborted', async () => {
    await using folder = await temporaryFolder()
    const storage = await open(folder.path)
    await storage.write('file', 'old')
    const reason = new Error('enough')
    const signal = AbortSignal.abort(reason)
    await expect(storage.write('file', 'new', { signal })).rejects.toBe(reason)
    await expect(storage.upload(folder.path, 'file', { signal })).rejects.toBe(reason)
    expect(await text(storage, 'file')).toBe('old')
  })

  it('uploads a file, also over a folder', async () => {
    await using folder = await temporaryFolder()
    const storage = await open(folder.path)
    const source = join(folder.path, 'source.txt')
    await writeFile(source, 'content')
    await storage.write('key/inner', 'x')
    expect(await storage.upload(source, 'key')).toMatchObject({ key: 'key', kind: 'file', sizeBytes: 7 })
    expect(await text(storage, 'key')).toBe('content')
    expect(await keys(storage)).toEqual(['key'])
  })

  it('uploads a folder in place of what was there, so that no older file survives', async () => {
    await using folder = await temporaryFolder()
    const storage = await open(folder.path)
    const source = join(folder.path, 'source')
    await mkdir(join(source, 'deep'), { recursive: true })
    await writeFile(join(source, 'deep/new'), 'new')
    await writeFile(join(source, '.hidden'), '')
    await storage.write('key/old', 'old')
    expect(await storage.upload(source, 'key', { signal: new AbortController().signal })).toMatchObject({
      kind: 'folder',
    })
    expect(await keys(storage)).toEqual(['key/.hidden', 'key/deep/new'])
    expect(await storage.hash('key')).toMatchObject({ hashType: 'md5-d', nFiles: 2, sizeBytes: 3 })
  })

  it('names the missing source of an upload', async () => {
    await using folder = await temporaryFolder()
    const storage = await open(folder.path)
    const gone = join(folder.path, 'gone')
    await expect(storage.upload(gone, 'key')).rejects.toMatchObject({ code: 'PATH_NOT_FOUND', path: gone })
  })

  it('moves a file or folder to a free key only', async () => {
    await using folder = await temporaryFolder()
    const storage = await open(folder.path)
    for (const key of ['a', 'b/c', 'b/d']) await storage.write(key, key)
    await expect(storage.move('a', 'b')).rejects.toMatchObject({ code: 'PATH_EXISTS' })
    await expect(storage.move('gone', 'x')).rejects.toMatchObject({ code: 'PATH_NOT_FOUND' })
    await storage.move('a', 'new/place')
    expect(await storage.move('b', 'e/f')).toMatchObject({ key: 'e/f', kind: 'folder' })
    expect(await keys(storage)).toEqual(['e/f/c', 'e/f/d', 'new/place'])
    expect(await text(storage, 'e/f/c')).toBe('b/c')
  })

  it('removes a file, and a folder with everything below', async () => {
    await using folder = await temporaryFolder()
    const storage = await open(folder.path)
    for (const key of ['a', 'b/c', 'b/d/e']) await storage.write(key, 'x')
    expect(await storage.remove('a')).toBe(true)
    expect(await storage.remove('b')).toBe(true)
    expect(await storage.remove('b')).toBe(false)
    expect(await keys(storage)).toEqual([])
  })

  it('tells the key of a location inside, and none for its root, a sibling or another place', async () => {
    await using folder = await temporaryFolder()
    const storage = await open(folder.path)
    expect(storage.locate('a/b')).toBe(`${storage.root}/a/b`)
    expect(await storage.keyOf(`${storage.root}/a/b`)).toBe('a/b')
    expect(await storage.keyOf(storage.root)).toBeUndefined()
    expect(await storage.keyOf(`${storage.root}-2/a`)).toBeUndefined()
    expect(await storage.keyOf('/elsewhere')).toBeUndefined()
  })
})
