import { Table } from 'apache-arrow'
import { join } from 'node:path'
import { rm } from 'node:fs/promises'

import { describe, expect, it } from 'vitest'

import { FileNotFound, NotSupported } from '../../errors.ts'
import { databases } from '../../testing/index.ts'
import { logged, openTest, writeText } from './test-artifacts.ts'

describe.each(databases)('reading artifacts on %s', (database) => {
  it('gives tables for table formats, values for JSON, text for text, and bytes for the rest', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const save = async (name: string, text: string) =>
      db.Artifact.create(await writeText(files, name, text), { key: name }).save()
    const table = await (await save('a.csv', 'n,t\n1,x\n2,y\n')).load()
    expect(table).toBeInstanceOf(Table)
    expect((table as Table).toArray().map((row) => ({ ...row?.toJSON() }))).toEqual([
      { n: 1n, t: 'x' },
      { n: 2n, t: 'y' },
    ])
    expect(await (await save('a.json', '{"a": [1, null]}')).load()).toEqual({ a: [1, null] })
    expect(await (await save('a.md', '# ä')).load()).toBe('# ä')
    expect(await (await save('a.bin', 'x')).load()).toEqual(Buffer.from('x'))
    await using source = await (await db.Artifact.get({ key: 'a.csv' })).open()
    expect(source.schema.fields.map(({ name }) => name)).toEqual(['n', 't'])
  })

  it('returns the table that was saved from rows', async () => {
    await using test = await openTest(database)
    const rows = [
      { gene: 'TP53', count: 3 },
      { gene: 'ä', count: 4 },
    ]
    const artifact = await test.db.Artifact.fromDataFrame(rows, { key: 'genes.parquet' }).save()
    const table = (await artifact.load()) as Table
    expect(table.toArray().map((row) => [row?.['gene'], Number(row?.['count'])])).toEqual([
      ['TP53', 3],
      ['ä', 4],
    ])
    expect([artifact.kind, artifact.otype, artifact.nObservations, artifact.suffix]).toEqual([
      'dataset',
      'DataFrame',
      2,
      '.parquet',
    ])
  })

  it('makes what is read an input of the current run, once, and of the run that is named', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const artifact = await db.Artifact.create(await writeText(files, 'a.txt', 'a'), { key: 'a.txt' }).save()
    await artifact.load()
    expect(logged(test, 'warning').join('\n')).toContain("run input wasn't tracked")
    const transform = await db.Transform.create({ key: 'x.py', kind: 'pipeline' }).save()
    const run = await db.track({ transform })
    await artifact.cache({ isRunInput: false })
    expect(await artifact.inputOfRuns.count()).toBe(0)
    await artifact.load()
    await artifact.cache()
    expect((await artifact.inputOfRuns).map(({ id }) => id)).toEqual([run?.id])
    const other = await db.Run.create({ transform }).save()
    await artifact.load({ isRunInput: other })
    expect(await artifact.inputOfRuns.count()).toBe(2)
    const own = await db.Artifact.create(await writeText(files, 'b.txt', 'b'), { key: 'b.txt' }).save()
    await own.load()
    expect(await own.inputOfRuns.count()).toBe(0)
  })

  it('says what is missing where', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const artifact = await db.Artifact.create(await writeText(files, 'a.txt', 'a'), { key: 'a.txt' }).save()
    const path = await artifact.path()
    await rm(path)
    await expect(artifact.load()).rejects.toThrow(FileNotFound)
    await expect(artifact.load()).rejects.toThrow(path)
    await writeText(files, 'folder/a.txt', 'b')
    const folder = await db.Artifact.create(join(files, 'folder'), { key: 'folder' }).save()
    await expect(folder.load()).rejects.toThrow(NotSupported)
    expect(await folder.cache()).toBe(await folder.path())
  })
})
