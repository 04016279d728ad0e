import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { readContextChoice, writeContextChoice } from './branch-context.ts'
import {
  currentDevDir,
  devDirContaining,
  findDevDirs,
  setDevDir,
  unsetDevDir,
  type DevDir,
} from './dev-dir.ts'
import { removeInstanceMarker, writeInstanceMarker } from './instance-marker.ts'
import { HomeIsNoDevDir } from '../errors.ts'
import { temporaryHome } from '../testing/temporary-home.ts'

const instance = { owner: 'lab', name: 'x' }

async function collect(found: AsyncIterable<DevDir>): Promise<DevDir[]> {
  const all: DevDir[] = []
  for await (const devDir of found) all.push(devDir)
  return all
}

describe('development directories', () => {
  it('are marked with the slug without a line break', async () => {
    await using home = await temporaryHome()
    expect(await setDevDir(home.environment, home.work, 'lab/x')).toBe(home.work)
    expect(await readFile(join(home.work, '.lamin/current_instance'), 'utf8')).toBe('lab/x')
  })

  it('hold from below, for the instance they name only', async () => {
    await using home = await temporaryHome()
    await setDevDir(home.environment, '.', 'lab/x')
    const below = await home.with({ cwd: join(home.work, 'a/b') })
    expect(await currentDevDir(below.environment, 'lab/x')).toBe(home.work)
    expect(await currentDevDir(below.environment, 'lab/y')).toBeUndefined()
    await setDevDir(below.environment, join(home.work, 'a'), 'lab/y')
    expect(await currentDevDir(below.environment, 'lab/x')).toBeUndefined()
  })

  it('are never the home directory', async () => {
    await using home = await temporaryHome()
    await expect(setDevDir(home.environment, '~', 'lab/x')).rejects.toBeInstanceOf(HomeIsNoDevDir)
    await writeInstanceMarker(home.environment, home.home, 'lab/x')
    const inHome = await home.with({ cwd: join(home.home, 'a') })
    expect(await currentDevDir(inHome.environment, 'lab/x')).toBeUndefined()
  })

  it('are known for a file wherever the working directory is, past those of other instances', async () => {
    await using home = await temporaryHome()
    const inner = join(home.home, 'd1/inner')
    await mkdir(inner, { recursive: true })
    await writeFile(join(inner, 's.py'), '')
    await setDevDir(home.environment, join(home.home, 'd1'), 'lab/x')
    await setDevDir(home.environment, inner, 'lab/y')
    await writeInstanceMarker(home.environment, home.home, 'lab/z')
    expect(await devDirContaining(home.environment, join(inner, 's.py'), 'lab/x')).toBe(join(home.home, 'd1'))
    expect(await devDirContaining(home.environment, inner, 'lab/y')).toBe(inner)
    expect(await devDirContaining(home.environment, inner, 'lab/z')).toBeUndefined()
  })

  it('are undone together with branch and space, and leave no empty folder', async () => {
    await using home = await temporaryHome()
    await setDevDir(home.environment, '.', 'lab/x')
    await writeContextChoice(home.environment, 'branch', instance, { uid: 'b'.repeat(12), name: 'dev' })
    await writeContextChoice(home.environment, 'space', instance, { uid: 's'.repeat(12), name: 'team' })
    const below = await home.with({ cwd: join(home.work, 'sub') })
    expect(await unsetDevDir(below.environment, 'lab/x')).toBe(home.work)
    expect(await readdir(home.work)).toEqual(['sub'])
    expect(await unsetDevDir(below.environment, 'lab/x')).toBeUndefined()
  })

  it('keep a marker whose text is not the expected one', async () => {
    await using home = await temporaryHome()
    const { file } = await writeInstanceMarker(home.environment, home.work, 'lab/x')
    expect(await removeInstanceMarker(file, 'lab/y')).toBe(false)
    expect(await removeInstanceMarker(file, 'lab/x')).toBe(true)
    expect(await removeInstanceMarker(file, 'lab/x')).toBe(false)
    expect(await readdir(home.work)).toEqual([])
  })

  it('are found below a directory, but not in hidden ones, behind links or in the home directory', async () => {
    await using home = await temporaryHome()
    const folders = ['b', 'a/deep', '.hidden', 'plain'].map((name) => join(home.work, name))
    await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true })))
    for (const folder of folders.slice(0, 3)) await setDevDir(home.environment, folder, 'lab/x')
    await symlink(join(home.work, 'b'), join(home.work, 'link'))
    const inB = await home.with({ cwd: join(home.work, 'b') })
    await writeContextChoice(inB.environment, 'branch', instance, { uid: 'u'.repeat(12), name: 'dev' })
    expect(await collect(findDevDirs(home.environment))).toEqual([
      { directory: join(home.work, 'a/deep'), slug: 'lab/x', branch: 'main' },
      { directory: join(home.work, 'b'), slug: 'lab/x', branch: 'dev' },
    ])
    expect(await collect(findDevDirs(home.environment, home.home))).toEqual([])
  })
})

describe('branch and space of a directory', () => {
  it('are each directory’s own, and fall back to the instance’s', async () => {
    await using home = await temporaryHome()
    const [one, two, outside] = await Promise.all(
      ['one', 'two', 'outside'].map(
        async (name) => (await home.with({ cwd: join(home.work, name) })).environment,
      ),
    )
    if (one === undefined || two === undefined || outside === undefined) throw new Error('three directories')
    await setDevDir(one, '.', 'lab/x')
    await setDevDir(two, '.', 'lab/x')
    await writeContextChoice(outside, 'branch', instance, { uid: 'o'.repeat(12), name: 'outer' })
    await writeContextChoice(one, 'branch', instance, { uid: 'd'.repeat(12), name: 'dev' })
    expect((await readContextChoice(one, 'branch', instance))?.name).toBe('dev')
    expect((await readContextChoice(two, 'branch', instance))?.name).toBe('outer')
    expect(await readContextChoice(one, 'space', instance)).toBeUndefined()
    expect(await readFile(join(home.work, 'one/.lamin/current_branch'), 'utf8')).toBe('dddddddddddd\ndev')
    expect(await readFile(join(home.home, '.lamin/current-branch--lab--x.txt'), 'utf8')).toBe(
      'oooooooooooo\nouter',
    )
  })
})
