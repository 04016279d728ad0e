import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { deleteInstance } from './delete-instance.ts'
import { createSetupContext } from '../context/setup-context.ts'
import { selectInstance } from '../connect/select-instance.ts'
import { DeletionNotConfirmed, InstanceNotFoundError, StorageNotEmpty } from '../errors.ts'
import { init } from '../init/init.ts'
import { freshPostgresUrl } from '../testing/fresh-postgres-url.ts'
import { temporaryHome } from '../testing/temporary-home.ts'

describe('deleting an instance', () => {
  it('removes database, marker, settings and the empty folders', async () => {
    await using home = await temporaryHome()
    await init(home.context, { storage: './x' })
    await selectInstance(home.context, 'x')
    expect(await deleteInstance(home.context, 'anonymous/x', { force: true })).toEqual({
      slug: 'anonymous/x',
      deleted: true,
      storageRoot: join(home.work, 'x'),
      removedRoot: true,
    })
    expect(await readdir(home.work)).toEqual(['.lamin'])
    expect(await readdir(join(home.home, '.lamin'))).toEqual(['current_user.env'])
  })

  it('keeps another current instance, and a root with other files in it', async () => {
    await using home = await temporaryHome()
    await init(home.context, { storage: './x' })
    const elsewhere = await home.with({ cwd: join(home.work, 'e') })
    await init(elsewhere, { storage: './y' })
    await selectInstance(elsewhere, 'y')
    await writeFile(join(home.work, 'x/notes.txt'), 'mine')
    expect(await deleteInstance(home.context, 'x', { force: true })).toMatchObject({ removedRoot: false })
    expect(await readdir(join(home.work, 'x'))).toEqual(['notes.txt'])
    expect(await readdir(join(home.home, '.lamin'))).toContain('current_instance.env')
  })

  it('refuses while artifacts are left, and names them', async () => {
    await using home = await temporaryHome()
    await init(home.context, { storage: './x' })
    await writeFile(join(home.work, 'x/.lamindb/AbCd.fasta'), '>a')
    await mkdir(join(home.work, 'x/.lamindb/folder'))
    await writeFile(join(home.work, 'x/.lamindb/folder/f.txt'), 'x')
    const deleting = deleteInstance(home.context, 'x', { force: true })
    await expect(deleting).rejects.toBeInstanceOf(StorageNotEmpty)
    await expect(deleting).rejects.toMatchObject({
      objects: ['.lamindb/AbCd.fasta', '.lamindb/folder/f.txt'],
    })
    await access(join(home.work, 'x/.lamindb/lamin.db'))
    const result = await deleteInstance(home.context, 'x', { force: true, requireEmpty: false })
    expect(result).toMatchObject({ deleted: true, removedRoot: false })
    expect(await readFile(join(home.work, 'x/.lamindb/AbCd.fasta'), 'utf8')).toBe('>a')
    expect(home.log.at(-1)).toMatchObject({ level: 'warning' })
  })

  it('asks first, and changes nothing after a no', async () => {
    await using home = await temporaryHome()
    await init(home.context, { storage: './x' })
    const asked: string[] = []
    const answering = (answer: boolean) =>
      createSetupContext({
        ...home.context,
        confirm: async (question) => {
          asked.push(question)
          return answer
        },
      })
    expect(await deleteInstance(answering(false), 'x')).toMatchObject({ deleted: false })
    await access(join(home.work, 'x/.lamindb/lamin.db'))
    expect(await deleteInstance(answering(true), 'x')).toMatchObject({ deleted: true })
    expect(asked).toEqual(Array(2).fill('Are you sure you want to delete instance anonymous/x?'))
  })

  it('refuses to guess when nobody can be asked', async () => {
    await using home = await temporaryHome()
    await init(home.context, { storage: './x' })
    await expect(deleteInstance(home.context, 'x')).rejects.toBeInstanceOf(DeletionNotConfirmed)
    await access(join(home.work, 'x/.lamindb/lamin.db'))
  })

  it('does not know what it cannot find', async () => {
    await using home = await temporaryHome()
    await expect(deleteInstance(home.context, 'x', { force: true })).rejects.toBeInstanceOf(
      InstanceNotFoundError,
    )
  })

  it('leaves a Postgres database and says so without its password', async () => {
    await using home = await temporaryHome()
    const db = await freshPostgresUrl()
    await init(home.context, { storage: './x', db, name: 'pg' })
    expect(await deleteInstance(home.context, 'pg', { force: true })).toMatchObject({ removedRoot: true })
    expect(home.log.at(-1)?.message).toContain('Postgres')
    expect(home.log.at(-1)?.message).not.toContain(new URL(db).password)
    expect((await init(home.context, { storage: './x', db, name: 'pg' })).state).toBe('created')
  })
})
