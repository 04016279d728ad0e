import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { LocalStorage } from './local-storage.ts'

/** Id of a process that has ended. */
async function deadProcessId(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await new Promise((resolve) => child.on('exit', resolve))
  if (child.pid === undefined) throw new Error('the process did not start')
  return child.pid
}

describe('local storage', () => {
  it('refuses a remote root with a named error', async () => {
    await expect(LocalStorage.open('s3://bucket/folder')).rejects.toMatchObject({
      code: 'STORAGE_TYPE_NOT_SUPPORTED',
      storageType: 's3',
    })
  })

  it('writes nothing before the first write', async () => {
    await using folder = await temporaryFolder()
    const storage = await LocalStorage.open(join(folder.path, 'new'))
    expect(await storage.stat('a')).toBeUndefined()
    expect(await readdir(folder.path)).toEqual([])
  })

  it('resolves links, in its root and in locations', async () => {
    await using folder = await temporaryFolder()
    await mkdir(join(folder.path, 'real'))
    await symlink(join(folder.path, 'real'), join(folder.path, 'link'))
    const storage = await LocalStorage.open(join(folder.path, 'link'))
    expect(storage.root).toBe(join(folder.path, 'real'))
    expect(await storage.keyOf(join(folder.path, 'link/a/b'))).toBe('a/b')
  })

  it('leaves no staging folder behind when it is closed, and can be used again', async () => {
    await using folder = await temporaryFolder()
    const storage = await LocalStorage.open(folder.path)
    await storage.write('a', 'x')
    await expect(storage.write('a/b', 'y')).rejects.toMatchObject({ code: 'NOT_A_DIRECTORY' })
    await storage.remove('a')
    await storage[Symbol.asyncDispose]()
    expect(await readdir(join(folder.path, '.lamindb'))).toEqual([])
    await storage.write('b', 'y')
    expect(await readFile(join(folder.path, 'b'), 'utf8')).toBe('y')
  })

  it('makes its staging folder again when somebody removes it', async () => {
    await using folder = await temporaryFolder()
    const storage = await LocalStorage.open(folder.path)
    await writeFile(join(folder.path, 'source'), 'x')
    const upload = storage.upload(join(folder.path, 'source'), 'copy')
    await rm(join(folder.path, '.lamindb'), { recursive: true, force: true })
    await upload
    expect(await readFile(join(folder.path, 'copy'), 'utf8')).toBe('x')
  })

  it('removes what a killed process left, and leaves the work of others', async () => {
    await using folder = await temporaryFolder()
    const staging = join(folder.path, '.lamindb/.staging')
    const host = encodeURIComponent(hostname())
    const abandoned = `${await deadProcessId()}@${host}@1`
    const running = `${process.pid}@${host}@2`
    const elsewhere = `1@another-machine@3`
    for (const name of [abandoned, running, elsewhere]) {
      await mkdir(join(staging, name), { recursive: true })
      await writeFile(join(staging, name, 'part'), 'half')
    }
    const storage = await LocalStorage.open(folder.path)
    const listed: string[] = []
    for await (const entry of storage.list()) listed.push(entry.key)
    expect(listed).toEqual([])
    await storage.write('a', 'x')
    expect((await readdir(staging)).sort()).toEqual([elsewhere, running].sort())
  })

  it('leaves the old file whole when its writer is killed', async () => {
    await using folder = await temporaryFolder()
    const storage = await LocalStorage.open(folder.path)
    await storage.write('file', 'old')
    const source = new URL('./local-storage.ts', import.meta.url).href
    const script = `
      const { LocalStorage } = await import(${JSON.stringify(source)})
      async function* endless() { for (;;) { yield Buffer.alloc(1e6, 'x'); process.stdout.write('.') } }
      await (await LocalStorage.open(${JSON.stringify(folder.path)})).write('file', endless())`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    child.kill('SIGKILL')
    await new Promise((resolve) => child.on('exit', resolve))
    expect(await readFile(join(folder.path, 'file'), 'utf8')).toBe('old')
    await using next = await LocalStorage.open(folder.path)
    await next.write('other', 'x')
    expect((await readdir(folder.path)).sort()).toEqual(['.lamindb', 'file', 'other'])
    expect(await readdir(join(folder.path, '.lamindb/.staging'))).toEqual([])
  })

  it('lets many writers of one key win or lose as a whole', async () => {
    await using folder = await temporaryFolder()
    const storage = await LocalStorage.open(folder.path)
    const contents = Array.from({ length: 20 }, (_, index) => String(index).repeat(10_000))
    await Promise.all(contents.map((content) => storage.write('file', content)))
    expect(contents).toContain(await readFile(join(folder.path, 'file'), 'utf8'))
  })

  it('leaves a file where it is when it is uploaded to its own key', async () => {
    await using folder = await temporaryFolder()
    const storage = await LocalStorage.open(folder.path)
    await storage.write('a/b', 'x')
    const before = await stat(join(folder.path, 'a/b'))
    expect(await storage.upload(join(folder.path, 'a/b'), 'a/b')).toMatchObject({ sizeBytes: 1 })
    expect((await stat(join(folder.path, 'a/b'))).ino).toBe(before.ino)
  })

  it('refuses to copy a folder that contains the storage', async () => {
    await using folder = await temporaryFolder()
    const storage = await LocalStorage.open(join(folder.path, 'storage'))
    await expect(storage.upload(folder.path, 'a')).rejects.toMatchObject({ code: 'SOURCE_CONTAINS_STORAGE' })
  })

  it('uploads a folder that lies inside the storage', async () => {
    await using folder = await temporaryFolder()
    const storage = await LocalStorage.open(folder.path)
    await storage.write('a/b', 'x')
    await storage.upload(join(folder.path, 'a'), 'copy/of/a')
    expect(await readFile(join(folder.path, 'copy/of/a/b'), 'utf8')).toBe('x')
  })
})
