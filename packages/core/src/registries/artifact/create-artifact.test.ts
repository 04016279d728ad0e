import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { FieldValidationError, FileNotFound, IntegrityError, InvalidArgument } from '../../errors.ts'
import { databases } from '../../testing/index.ts'
import { logged, openTest, writeText } from './test-artifacts.ts'

describe.each(databases)('a new artifact on %s', (database) => {
  it('knows its content before it is saved and lies under its uid afterwards', async () => {
    await using test = await openTest(database)
    const { db, files, root } = test
    const path = await writeText(files, 'reads.fastq', 'ACGT\n')
    const artifact = await db.Artifact.create(path, { key: 'raw/reads.fastq', kind: 'dataset' })
    expect([artifact.id, artifact.size, artifact.suffix, artifact.nFiles]).toEqual([
      undefined,
      5,
      '.fastq',
      null,
    ])
    expect(artifact.hash).toBe('WM5m198KHPmzYMq_Q9o-pQ')
    expect(await artifact.path()).toBe(path)
    await artifact.save()
    expect(artifact.uid).toMatch(/^[0-9A-Za-z]{16}0000$/)
    expect(await artifact.path()).toBe(join(root, '.lamindb', `${artifact.uid}.fastq`))
    expect(await readFile(await artifact.path(), 'utf8')).toBe('ACGT\n')
    expect(await readFile(path, 'utf8')).toBe('ACGT\n')
    expect([artifact._aux, artifact._keyIsVirtual, artifact._realKey]).toEqual([null, true, null])
  })

  it('is the next version when the key is known, and the head of its family', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const first = await db.Artifact.create(await writeText(files, 'a.txt', '1'), { key: 'a.txt' }).save()
    const second = await db.Artifact.create(await writeText(files, 'a.txt', '2'), { key: 'a.txt' }).save()
    expect([second.uid.slice(0, 16), second.uid.slice(16)]).toEqual([first.uid.slice(0, 16), '0001'])
    await first.refresh()
    expect([first.isLatest, second.isLatest]).toEqual([false, true])
    expect((await second.versions()).map(({ uid }) => uid)).toEqual([second.uid, first.uid])
    expect((await db.Artifact.get({ key: 'a.txt' })).uid).toBe(second.uid)
    expect((await db.Artifact.get(first.uid.slice(0, 16))).uid).toBe(second.uid)
    expect(await readFile(await first.path(), 'utf8')).toBe('1')
  })

  it('takes the next free uid when another one was saved after it was made from the same head', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const make = async (text: string) =>
      db.Artifact.create(await writeText(files, `${text}.txt`, text), { key: 'a.txt' })
    await (await make('1')).save()
    const [second, third] = [await make('2'), await make('3')]
    expect(second.uid).toBe(third.uid)
    await second.save()
    await third.save()
    await second.refresh()
    expect([second.uid.slice(16), second.isLatest]).toEqual(['0001', false])
    expect([third.uid.slice(16), third.isLatest]).toEqual(['0002', true])
  })

  it('cannot be saved as the successor of a version that was given and is no longer the latest', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const make = async (text: string, options: object) =>
      db.Artifact.create(await writeText(files, `${text}.txt`, text), options)
    const first = await (await make('1', { key: 'a.txt' })).save()
    const second = await make('2', { revises: first })
    const third = await make('3', { revises: first })
    expect(second.key).toBe('a.txt')
    await second.save()
    await expect(third.save()).rejects.toThrow(IntegrityError)
    await expect(third.save()).rejects.toThrow('Cannot revise a non-latest record')
    expect(await db.Artifact.filter().count()).toBe(2)
  })

  it('is the existing one of the same content, whose key stays what it is', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const first = await db.Artifact.create(await writeText(files, 'a.txt', 'same'), { key: 'a.txt' }).save()
    const path = await writeText(files, 'b.txt', 'same')
    const again = await db.Artifact.create(path, { key: 'b.txt' })
    expect([again.id, again.key]).toEqual([first.id, 'a.txt'])
    expect((await db.Artifact.create(path, {})).id).toBe(first.id)
    expect(logged(test, 'warning').some((line) => line.includes('a.txt'))).toBe(true)
    const other = await db.Artifact.create(path, { key: 'b.txt', skipHashLookup: true }).save()
    expect([other.hash, other.key]).toEqual([first.hash, 'b.txt'])
    expect(other.id).not.toBe(first.id)
  })

  it('collapses onto the existing row when key and content are the same after all', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const path = await writeText(files, 'a.txt', 'same')
    const first = await db.Artifact.create(path, { key: 'a.txt' }).save()
    const second = await db.Artifact.create(path, { key: 'a.txt', skipHashLookup: true })
    expect(second.uid).not.toBe(first.uid)
    await second.save()
    expect([second.id, second.uid]).toEqual([first.id, first.uid])
    expect(await db.Artifact.filter({ branch: null }).count()).toBe(1)
    expect(await readFile(await second.path(), 'utf8')).toBe('same')
  })

  it('brings a row back from the trash rather than doubling it', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const path = await writeText(files, 'a.txt', 'same')
    const first = await db.Artifact.create(path, { key: 'a.txt' }).save()
    await first.delete()
    const second = await db.Artifact.create(path, { key: 'a.txt' }).save()
    expect([second.id, second.branchId]).toEqual([first.id, 1])
    expect(logged(test, 'warning').join('\n')).toContain('returning artifact from trash')
  })

  it('is not the same as another empty file', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const first = await db.Artifact.create(await writeText(files, 'a.txt', ''), { key: 'a.txt' }).save()
    const second = await db.Artifact.create(await writeText(files, 'b.txt', ''), { key: 'b.txt' }).save()
    expect(second.hash).toBe(first.hash)
    expect(second.uid.slice(0, 16)).not.toBe(first.uid.slice(0, 16))
  })

  it('stays where it lies inside a storage location, under its path there', async () => {
    await using test = await openTest(database)
    const { db, root } = test
    const path = await writeText(root, 'plates/1.csv', 'a\n1\n')
    const first = await db.Artifact.create(path, {}).save()
    expect([first.key, first._keyIsVirtual, first._realKey]).toEqual(['plates/1.csv', false, null])
    expect(await first.path()).toBe(path)
    await rename(path, join(root, 'plates', '2.csv'))
    const second = await db.Artifact.create(join(root, 'plates', '2.csv'), {}).save()
    expect([second.key, second.hash]).toEqual(['plates/2.csv', first.hash])
    expect(second.uid.slice(0, 16)).not.toBe(first.uid.slice(0, 16))
    const named = await db.Artifact.create(await writeText(root, 'x/y.csv', 'b\n'), {
      key: 'named.csv',
    }).save()
    expect([named.key, named._keyIsVirtual, named._realKey]).toEqual(['named.csv', true, 'x/y.csv'])
  })

  it('has a folder as content, whose versions share one place unless told otherwise', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    for (const name of ['a', 'b', 'sub/c']) await writeText(files, `plate/${name}.txt`, name)
    const folder = join(files, 'plate')
    const first = await db.Artifact.create(folder, { key: 'plate' }).save()
    expect([first.nFiles, first.size, first.suffix, first._hashType]).toEqual([3, 7, '', 'md5-d'])
    await writeText(files, 'plate/d.txt', 'd')
    const second = await db.Artifact.create(folder, { revises: first }).save()
    expect(await second.path()).toBe(await first.path())
    expect(await readFile(join(await second.path(), 'sub/c.txt'), 'utf8')).toBe('sub/c')
    await writeText(files, 'apart/a.txt', 'x')
    const kept = { key: 'apart', overwriteVersions: false }
    const third = await db.Artifact.create(join(files, 'apart'), kept).save()
    await writeText(files, 'apart/b.txt', 'y')
    const fourth = await db.Artifact.create(join(files, 'apart'), { ...kept, revises: third }).save()
    expect(await third.path()).not.toBe(await fourth.path())
  })

  it('refuses what does not fit together', async () => {
    await using test = await openTest(database)
    const { db, files, root } = test
    const path = await writeText(files, 'a.csv', '1')
    const create = (options: object, data: string = path) => db.Artifact.create(data, options)
    await expect(create({})).rejects.toThrow('Pass one of key, run or description as a parameter')
    await expect(create({ key: 'a.tsv' })).rejects.toThrow(InvalidArgument)
    await expect(create({ key: 'a/../b.csv' })).rejects.toThrow(InvalidArgument)
    await expect(create({ key: 'a.csv', kye: 'a.csv' })).rejects.toThrow(FieldValidationError)
    await expect(create({ key: 'a.csv' }, join(files, 'none.csv'))).rejects.toThrow(FileNotFound)
    await expect(create({ key: 'a.csv', space: 1 })).rejects.toThrow(InvalidArgument)
    const space = await db.Space.get(1)
    await expect(create({ key: 'a.csv', space, spaceId: 1 })).rejects.toThrow(
      'Do not pass both Space and its id at the same time.',
    )
    const inside = await writeText(root, 'in/a.csv', '2')
    await expect(create({ key: 'a.csv', keyIsVirtual: false }, inside)).rejects.toThrow(InvalidArgument)
    await expect(create({ key: 'a.csv' }, join(root, '.lamindb', 'x.csv'))).rejects.toThrow(InvalidArgument)
    expect(await db.Artifact.all().count()).toBe(0)
  })

  it('keeps a key whose ending is no known suffix', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const path = await writeText(files, 'file.xyz', 'x')
    const artifact = await db.Artifact.create(path, { key: 'a/test.xyz' })
    expect([artifact.key, artifact.suffix]).toEqual(['a/test.xyz', ''])
  })
})
