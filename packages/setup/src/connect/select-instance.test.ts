import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { disconnect, disconnectHere } from './disconnect.ts'
import { selectInstance } from './select-instance.ts'
import { ConnectWithinDevDirError, HomeIsNoDevDir } from '../errors.ts'
import { init } from '../init/init.ts'
import { writeContextChoice } from '../settings/branch-context.ts'
import { temporaryHome, type TemporaryHome } from '../testing/temporary-home.ts'

/** A home with the instances `x` and `y`, each with a development directory of its own name. */
async function homeWithTwo(): Promise<TemporaryHome> {
  const home = await temporaryHome()
  await init(await home.with({ cwd: join(home.work, 'x') }), { name: 'x' })
  await init(await home.with({ cwd: join(home.work, 'y') }), { name: 'y' })
  return home
}

const settingsOf = async (home: TemporaryHome): Promise<string[]> =>
  (await readdir(join(home.home, '.lamin'))).sort()

describe('selecting an instance', () => {
  it('for the user writes both settings files with the same text', async () => {
    await using home = await homeWithTwo()
    const context = await home.with({ cwd: join(home.work, 'p') })
    expect(await selectInstance(context, 'x')).toEqual({ slug: 'anonymous/x', devDir: undefined })
    const [current, own] = await Promise.all(
      ['current_instance.env', 'instance--anonymous--x.env'].map((name) =>
        readFile(join(home.home, '.lamin', name)),
      ),
    )
    expect(current).toEqual(own)
    expect(await readdir(join(home.work, 'p'))).toEqual([])
  })

  it('for a directory marks it and leaves the user’s instance and other directories alone', async () => {
    await using home = await homeWithTwo()
    const context = await home.with({ cwd: join(home.work, 'p') })
    await selectInstance(context, 'y')
    const before = await readFile(join(home.home, '.lamin/current_instance.env'))
    const directory = join(home.work, 'p')
    expect(await selectInstance(context, 'x', { here: true })).toEqual({
      slug: 'anonymous/x',
      devDir: directory,
    })
    expect(await readFile(join(directory, '.lamin/current_instance'), 'utf8')).toBe('anonymous/x')
    expect(await readFile(join(home.home, '.lamin/current_instance.env'))).toEqual(before)
    expect(await readFile(join(home.work, 'x/.lamin/current_instance'), 'utf8')).toBe('anonymous/x')
  })

  it('refuses inside the development directory of another instance, and writes nothing', async () => {
    await using home = await homeWithTwo()
    const before = await settingsOf(home)
    const below = await home.with({ cwd: join(home.work, 'x/deep') })
    const connecting = selectInstance(below, 'anonymous/y')
    await expect(connecting).rejects.toBeInstanceOf(ConnectWithinDevDirError)
    await expect(connecting).rejects.toThrow(
      `You're trying to connect within the dev-dir of instance anonymous/x (${join(home.work, 'x')}). Either cd into another directory or run: lamin disconnect --here`,
    )
    expect(await settingsOf(home)).toEqual(before)
    expect(await selectInstance(below, 'x')).toEqual({ slug: 'anonymous/x', devDir: join(home.work, 'x') })
    await disconnectHere(below)
    expect(await selectInstance(below, 'y')).toEqual({ slug: 'anonymous/y', devDir: undefined })
  })

  it('passes over a marker that chooses nothing', async () => {
    await using home = await homeWithTwo()
    await rm(join(home.home, '.lamin/instance--anonymous--x.env'))
    const below = await home.with({ cwd: join(home.work, 'x/deep') })
    expect((await selectInstance(below, 'y')).slug).toBe('anonymous/y')
  })

  it('writes nothing when the instance cannot be opened', async () => {
    await using home = await homeWithTwo()
    await rm(join(home.work, 'x/storage/.lamindb/lamin.db'))
    const before = await settingsOf(home)
    const context = await home.with({ cwd: join(home.work, 'p') })
    await expect(selectInstance(context, 'x', { here: true })).rejects.toMatchObject({
      code: 'DATABASE_FILE_NOT_FOUND',
    })
    expect(await settingsOf(home)).toEqual(before)
    expect(await readdir(join(home.work, 'p'))).toEqual([])
  })

  it('does not make the home directory a development directory', async () => {
    await using home = await homeWithTwo()
    const inHome = await home.with({ cwd: home.home })
    await expect(selectInstance(inHome, 'x', { here: true })).rejects.toBeInstanceOf(HomeIsNoDevDir)
    expect(await settingsOf(home)).not.toContain('current_instance')
  })
})

describe('disconnecting', () => {
  it('forgets the user’s instance, and keeps its settings', async () => {
    await using home = await homeWithTwo()
    const context = await home.with({ cwd: join(home.work, 'p') })
    expect(await disconnect(context)).toBeUndefined()
    await selectInstance(context, 'x')
    expect(await disconnect(context)).toEqual({ slug: 'anonymous/x', remaining: undefined })
    expect(await settingsOf(home)).toEqual([
      'current_user.env',
      'instance--anonymous--x.env',
      'instance--anonymous--y.env',
    ])
  })

  it('says what goes on choosing an instance', async () => {
    await using home = await homeWithTwo()
    const inside = await home.with({ cwd: join(home.work, 'x') })
    expect(await disconnect(inside)).toEqual({ slug: 'anonymous/x', remaining: 'marker' })
  })

  it('takes the nearest directory away from its instance, with branch and space', async () => {
    await using home = await homeWithTwo()
    const directory = join(home.work, 'x')
    const below = await home.with({ cwd: join(directory, 'sub') })
    const identity = { owner: 'anonymous', name: 'x' }
    await writeContextChoice(below.environment, 'branch', identity, { uid: 'b'.repeat(12), name: 'dev' })
    await writeContextChoice(below.environment, 'space', identity, { uid: 's'.repeat(12), name: 'team' })
    expect(await disconnectHere(below)).toEqual({ slug: 'anonymous/x', directory })
    expect((await readdir(directory)).sort()).toEqual(['storage', 'sub'])
    expect(await disconnectHere(below)).toBeUndefined()
  })

  it('works for a marker of an instance that this machine no longer knows', async () => {
    await using home = await homeWithTwo()
    await rm(join(home.home, '.lamin/instance--anonymous--x.env'))
    const inside = await home.with({ cwd: join(home.work, 'x') })
    expect(await disconnectHere(inside)).toEqual({ slug: 'anonymous/x', directory: join(home.work, 'x') })
  })
})
