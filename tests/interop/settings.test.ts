import { access, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import {
  deleteInstance,
  disconnect,
  disconnectHere,
  findCacheDirectory,
  init,
  listKnownInstances,
  loadSetupInfo,
  readContextChoice,
  selectInstance,
  setCacheDirectory,
  writeContextChoice,
  writeCurrentUser,
  type UserSettings,
} from '@lamindb/setup'
import { describe, expect, it } from 'vitest'

import { InteropHome } from './interop-home.ts'
import { settingsSnapshot } from './settings-snapshot.ts'

const shared = { owner: 'anonymous', name: 'shared' }

/** A folder outside the development directory of the instance. */
async function elsewhere(home: InteropHome): Promise<string> {
  const folder = join(home.home, 'elsewhere')
  await mkdir(folder, { recursive: true })
  return folder
}

describe('choosing an instance', () => {
  it('writes the same files as Python does, for a user and for a directory', async () => {
    await using home = await InteropHome.create()
    await init(home.context, { storage: './files', name: 'shared' })
    const cwd = await elsewhere(home)
    const user = join(home.home, '.lamin')
    const files = async () => ({
      user: await settingsSnapshot(user),
      here: await settingsSnapshot(join(cwd, '.lamin')),
    })
    const before = await files()

    await selectInstance(home.contextIn(cwd), 'anonymous/shared')
    const ours = await files()
    await disconnect(home.contextIn(cwd))
    expect(await files()).toEqual(before)
    expect((await home.lamin(['connect', 'anonymous/shared'], cwd)).exitCode).toBe(0)
    expect(await files()).toEqual(ours)
    expect((await home.lamin(['disconnect'], cwd)).exitCode).toBe(0)
    expect(await files()).toEqual(before)

    await selectInstance(home.contextIn(cwd), 'anonymous/shared', { here: true })
    const oursHere = await files()
    await disconnectHere(home.contextIn(cwd))
    expect(await files()).toEqual(before)
    expect((await home.lamin(['connect', 'anonymous/shared', '--here'], cwd)).exitCode).toBe(0)
    expect(await files()).toEqual(oursHere)
  })

  it('holds for the other language until that one lets go of it', async () => {
    await using home = await InteropHome.create()
    await init(home.context, { storage: './files', name: 'shared' })
    const cwd = await elsewhere(home)
    await selectInstance(home.contextIn(cwd), 'shared')
    expect((await home.lamin(['info'], cwd)).output).toContain('Instance: anonymous/shared')
    expect((await home.lamin(['disconnect'], cwd)).exitCode).toBe(0)
    expect((await loadSetupInfo(home.contextIn(cwd))).instance).toBeUndefined()
    expect((await home.lamin(['connect', 'shared'], cwd)).exitCode).toBe(0)
    expect((await loadSetupInfo(home.contextIn(cwd))).instance?.slug).toBe('anonymous/shared')
    await disconnect(home.contextIn(cwd))
    expect((await home.lamin(['info'], cwd)).output).not.toContain('anonymous/shared')
  })
})

describe('branches', () => {
  it('that one language switches to are those of the other', async () => {
    await using home = await InteropHome.create()
    await init(home.context, { storage: './files', name: 'shared' })
    await home.expectLamin('switch', '-c', 'theirs')
    {
      await using db = await home.connect()
      const branch = await db.Branch.get({ name: 'theirs' })
      expect(await readContextChoice(home.context.environment, 'branch', shared)).toEqual({
        uid: branch.uid,
        name: 'theirs',
      })
      const label = await db.ULabel.create({ name: 'on a branch' }).save()
      expect([label.branchId, label.createdOnId]).toEqual([branch.id, branch.id])
      const { uid } = await db.Branch.create({ name: 'ours' }).save()
      await writeContextChoice(home.context.environment, 'branch', shared, { uid, name: 'ours' })
    }
    await using python = await home.lamindb()
    const seen = await python.run(`
      label = ln.ULabel(name='on the branch made by ours').save()
      result = [
        ln.setup.settings.branch.name,
        label.branch.name,
        ln.ULabel.filter(name='on a branch').count(),
        ln.ULabel.filter(name='on a branch', branch__name='theirs').count(),
      ]`)
    expect(seen).toEqual(['ours', 'ours', 0, 1])
    expect(await home.expectLamin('info')).toContain(' - branch: ours')
  })
})

describe('the cache directory', () => {
  it('that one language sets is that of the other, and its setting the same to the byte', async () => {
    await using home = await InteropHome.create()
    const setting = async () => (await settingsSnapshot(join(home.home, '.lamin')))['storage.env']
    const folder = join(home.home, 'cache here')
    await home.expectLamin('settings', 'cache-dir', 'set', folder)
    const theirs = await setting()
    expect(await findCacheDirectory(home.context.environment)).toBe(folder)
    await setCacheDirectory(home.context, null)
    await home.expectLamin('settings', 'cache-dir', 'reset')
    const reset = await setting()
    await setCacheDirectory(home.context, folder)
    expect(await setting()).toBe(theirs)
    expect((await home.expectLamin('settings', 'cache-dir', 'get')).trim()).toContain(folder)
    await setCacheDirectory(home.context, null)
    expect(await setting()).toBe(reset)
  })
})

describe('a user who has logged in', () => {
  const user: UserSettings = {
    email: 'ada@example.org',
    password: null,
    accessToken: 'token',
    uid: 'Ada00001',
    uuid: '0f2d9c7a4b1e4c52a8d63e7f91b0c5d4',
    handle: 'ada',
    name: 'Ada Lovelace',
    apiKey: 'key',
  }

  it('is the user of both, with the same files to the byte and one row', async () => {
    await using home = await InteropHome.create()
    const folder = join(home.home, '.lamin')
    {
      await using python = home.python()
      await python.run(`
        from uuid import UUID
        from lamindb_setup.core._settings_save import save_user_settings
        from lamindb_setup.core._settings_user import UserSettings
        save_user_settings(UserSettings(
            handle='ada', email='ada@example.org', api_key='key', access_token='token', uid='Ada00001',
            _uuid=UUID('${user.uuid}'), name='Ada Lovelace'))`)
    }
    const theirs = await settingsSnapshot(folder)
    await rm(folder, { recursive: true })
    await writeCurrentUser(home.context.environment, user)
    expect(await settingsSnapshot(folder)).toEqual(theirs)
    expect(Object.keys(theirs)).toEqual(['current_user.env', 'user--ada.env', 'user--ada@example.org.env'])

    const { settings } = await init(home.context, { storage: './files', name: 'shared' })
    expect(settings.owner).toBe('ada')
    await using db = await home.connect()
    const label = await db.ULabel.create({ name: 'by Ada' }).save()
    await using python = await home.lamindb()
    const seen = await python.run(`
      label = ln.ULabel(name='by Ada, too').save()
      result = [
          ln.setup.settings.instance.slug, ln.setup.settings.user.handle,
          [[u.uid, u.handle, u.name] for u in ln.User.filter()],
          label.created_by_id == ln.ULabel.get('${label.uid}').created_by_id,
      ]`)
    expect(seen).toEqual(['ada/shared', 'ada', [['Ada00001', 'ada', 'Ada Lovelace']], true])
    await db.close()
    await selectInstance(home.contextIn(await elsewhere(home)), 'ada/shared')
    expect((await home.lamin(['info'], await elsewhere(home))).output).toContain('Instance: ada/shared')
  })
})

describe('deleting an instance', () => {
  it('of ours by Python leaves nothing of it', async () => {
    await using home = await InteropHome.create()
    const { settings } = await init(home.context, { storage: './files', name: 'shared' })
    await home.expectLamin('delete', '--force', 'anonymous/shared')
    await expect(access(settings.storageRoot)).rejects.toThrow('ENOENT')
    expect(await listKnownInstances(home.context)).toEqual([])
    await expect(home.connect('anonymous/shared')).rejects.toMatchObject({ code: 'INSTANCE_NOT_FOUND' })
  })

  it('of Python by ours leaves nothing of it', async () => {
    await using home = await InteropHome.create()
    await home.expectLamin('init', '--storage', './files', '--name', 'shared')
    const deleted = await deleteInstance(home.context, 'anonymous/shared', { force: true })
    expect(deleted).toMatchObject({ deleted: true, removedRoot: true })
    await expect(access(join(home.work, 'files'))).rejects.toThrow('ENOENT')
    const { exitCode, output } = await home.lamin(['connect', 'anonymous/shared'])
    expect([exitCode, output]).toEqual([1, expect.stringContaining('not')])
  })

  it('is refused by both while a file of an artifact is there', async () => {
    await using home = await InteropHome.create()
    const { settings } = await init(home.context, { storage: './files', name: 'shared' })
    {
      await using python = await home.lamindb()
      await writeFile(join(home.work, 'reads.fasta'), '>1\nACGT\n')
      await python.run(`ln.Artifact('reads.fasta', description='no key').save()`)
    }
    const refused = await home.lamin(['delete', '--force', 'anonymous/shared'])
    expect([refused.exitCode, refused.output]).toEqual([1, expect.stringContaining('contains 1 objects')])
    await expect(deleteInstance(home.context, 'shared', { force: true })).rejects.toMatchObject({
      code: 'STORAGE_NOT_EMPTY',
    })
    await access(join(settings.storageRoot, '.lamindb', 'lamin.db'))
    await using db = await home.connect()
    expect(await db.Artifact.filter({ description: 'no key' }).count()).toBe(1)
  })
})
