import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { FileNotFound, InvalidArgument, StoringFailed } from '../../errors.ts'
import { statementsOf } from '../../registry/test-statements.ts'
import { databases } from '../../testing/index.ts'
import type { ArtifactSaveStep } from './save-steps.ts'
import { openTest, writeText } from './test-artifacts.ts'

/** Fails once at the first save of a uid that reaches the step. */
function failingAt(step: ArtifactSaveStep, isMeant: (uid: string) => boolean = () => true) {
  let hasFailed = false
  return {
    reached(reached: ArtifactSaveStep, uid: string): void {
      if (hasFailed || reached !== step || !isMeant(uid)) return
      hasFailed = true
      throw new Error('the disk is gone')
    },
  }
}

describe.each(databases)('saving artifacts on %s', (database) => {
  it('says in the row that content is on its way until it is there', async () => {
    const flags: string[] = []
    await using test = await openTest(database, {
      ports: {
        saveObserver: {
          async reached(step, uid) {
            const row = await db.queries
              .selectFrom('lamindb_artifact')
              .select('_aux')
              .where('uid', '=', uid)
              .executeTakeFirst()
            flags.push(
              `${step}: ${typeof row?.['_aux'] === 'string' ? row['_aux'] : JSON.stringify(row?.['_aux'])}`,
            )
          },
        },
      },
    })
    const { db } = test
    await db.Artifact.create(await writeText(test.files, 'a.txt', 'a'), { key: 'a.txt' }).save()
    expect(flags.map((flag) => flag.replaceAll(' ', ''))).toEqual([
      'rowwritten:{"so":1}',
      'contentstored:{"so":1}',
      'rowcompleted:null',
    ])
  })

  it('takes a new row back when its content cannot be stored, and stores it the second time', async () => {
    await using test = await openTest(database, { ports: { saveObserver: failingAt('row written') } })
    const { db, files } = test
    const artifact = await db.Artifact.create(await writeText(files, 'a.txt', 'a'), { key: 'a.txt' })
    await expect(artifact.save()).rejects.toThrow('the disk is gone')
    expect([await db.Artifact.all().count(), artifact.id]).toEqual([0, undefined])
    await artifact.save()
    expect(await readFile(await artifact.path(), 'utf8')).toBe('a')
  })

  it('leaves the previous version the latest when the new one cannot be stored', async () => {
    await using test = await openTest(database, {
      ports: { saveObserver: failingAt('row written', (uid) => uid.endsWith('1')) },
    })
    const { db, files } = test
    const first = await db.Artifact.create(await writeText(files, 'a.txt', '1'), { key: 'a.txt' }).save()
    const second = await db.Artifact.create(await writeText(files, 'b.txt', '2'), { key: 'a.txt' })
    await expect(second.save()).rejects.toThrow('the disk is gone')
    await first.refresh()
    expect(first.isLatest).toBe(true)
    await second.save()
    await first.refresh()
    expect([first.isLatest, second.isLatest]).toEqual([false, true])
  })

  it('notices that the file is gone before anything is written', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const path = await writeText(files, 'a.txt', 'a')
    const artifact = await db.Artifact.create(path, { key: 'a.txt' })
    await rm(path)
    await expect(artifact.save()).rejects.toThrow(FileNotFound)
    expect(await db.Artifact.all().count()).toBe(0)
  })

  it('is not possible within a transaction, as content cannot be rolled back', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const artifact = await db.Artifact.create(await writeText(files, 'a.txt', 'a'), { key: 'a.txt' })
    const saving = db.transaction((transaction) => artifact.save({ transaction }))
    await expect(saving).rejects.toThrow(InvalidArgument)
    await artifact.save()
    artifact.description = 'changed'
    await db.transaction((transaction) => artifact.save({ transaction }))
    expect((await db.Artifact.get(artifact.id)).description).toBe('changed')
  })

  it('stores many with a number of statements that does not depend on how many there are', async () => {
    await using test = await openTest(database)
    const { db, files, root } = test
    const make = async (name: string) => db.Artifact.create(await writeText(files, name, name), { key: name })
    await (await make('first.txt')).save()
    const counts: number[] = []
    for (const size of [12, 40]) {
      const names = Array.from({ length: size }, (_, i) => `${size}_${i}.txt`)
      const artifacts = await Promise.all(names.map(make))
      counts.push((await statementsOf(db, () => db.save(artifacts))).length)
      expect(artifacts.every(({ _aux }) => _aux === null)).toBe(true)
    }
    expect(counts[1]).toBe(counts[0])
    expect((await readdir(join(root, '.lamindb'))).filter((name) => name.endsWith('.txt'))).toHaveLength(53)
  })

  it('keeps what a bulk save has stored before one could not be', async () => {
    let target = ''
    await using test = await openTest(database, {
      ports: { saveObserver: failingAt('row written', (uid) => uid === target) },
    })
    const { db, files } = test
    const artifacts = await Promise.all(
      ['1', '2', '3'].map(async (text) =>
        db.Artifact.create(await writeText(files, `${text}.txt`, text), { key: `${text}.txt` }),
      ),
    )
    target = artifacts[1]?.uid ?? ''
    await expect(db.save(artifacts)).rejects.toThrow(StoringFailed)
    expect((await db.Artifact.filter()).map(({ key, _aux }) => [key, _aux])).toEqual([['1.txt', null]])
    await db.save(artifacts)
    expect(await db.Artifact.filter().count()).toBe(3)
  })

  it('makes one row of files in one bulk save that have the same key and content', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const make = async (folder: string) =>
      db.Artifact.create(await writeText(files, `${folder}/a.txt`, 'same'), {
        key: 'a.txt',
        skipHashLookup: true,
      })
    const [first, second] = [await make('1'), await make('2')]
    await db.save([first, second])
    expect([second.id, second.uid]).toEqual([first.id, first.uid])
    expect(await readFile(await second.path(), 'utf8')).toBe('same')
  })

  it('stores a table once and removes it from the cache folder, but keeps files of others', async () => {
    await using test = await openTest(database)
    const { db, config } = test
    const artifact = await db.Artifact.fromDataFrame([{ a: 1 }], { key: 'a.parquet' })
    const source = await artifact.path()
    expect(source.startsWith(config.cacheDir)).toBe(true)
    await artifact.save()
    await expect(readFile(source)).rejects.toThrow('ENOENT')
    expect((await readFile(await artifact.path())).subarray(0, 4).toString()).toBe('PAR1')
  })

  it('uses few statements for one artifact', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const save = async (name: string) => {
      const path = await writeText(files, name, name)
      return db.Artifact.create(path, { key: name }).save()
    }
    await save('first.txt')
    const statements = await statementsOf(db, () => save('second.txt'))
    expect(statements.map((statement) => statement.split(' ')[0])).toEqual([
      'select', // storage locations that the path may lie in
      'select', // artifacts of the same content or key
      'insert',
      'update', // the flag
    ])
  })

  it('puts files at their keys when the instance does not use virtual keys', async () => {
    await using test = await openTest(database)
    const { db, files, root } = test
    const path = await writeText(files, 'a.txt', 'a')
    const artifact = await db.Artifact.create(path, { key: 'raw/a.txt', keyIsVirtual: false }).save()
    expect(await artifact.path()).toBe(join(root, 'raw', 'a.txt'))
    await mkdir(join(root, 'other'))
    expect(await readFile(join(root, 'raw', 'a.txt'), 'utf8')).toBe('a')
    expect((await db.Artifact.get({ path: join(root, 'raw', 'a.txt') })).id).toBe(artifact.id)
  })
})
