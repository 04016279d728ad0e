import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import type {} from '@lamindb/bionty'
import { fieldOf, type Instance } from '@lamindb/core'
import { connect, createEnvironment, createSetupContext } from '@lamindb/setup'
import type { Table } from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { Oracle } from './oracle.ts'
import { expectSameRows } from './same-rows.ts'

const demo = join(import.meta.dirname, '..', '..', 'examples', 'demo.ts')

/** The instance that `npm run demo` leaves, after two runs. */
describe('the instance of the demo', () => {
  let place: string
  let folder: string
  let db: Instance
  let python: Oracle

  beforeAll(async () => {
    place = await realpath(await mkdtemp(join(tmpdir(), 'lamin-interop-demo-')))
    folder = join(place, 'lamin-demo')
    for (let run = 0; run < 2; run++) {
      await promisify(execFile)(process.execPath, ['--conditions=lamin-source', demo], {
        cwd: place,
        env: { PATH: process.env['PATH'], HOME: place },
      })
    }
    const environment = createEnvironment({
      home: place,
      workingDirectory: folder,
      platform: process.platform,
      variables: { LAMIN_SETTINGS_DIR: folder },
    })
    db = await connect(createSetupContext({ environment }))
    python = new Oracle({ home: folder, cwd: folder })
    await python.run(`
      import lamindb as ln
      import bionty as bt
      import offline_bionty
      from lamindb_setup.core.hashing import hash_file
      offline_bionty.activate('${join(place, 'bionty')}')
      ln.settings.verbosity = 'error'
      a = ln.Artifact.get(key='curated/cells.parquet')`)
  })
  afterAll(async () => {
    await python[Symbol.asyncDispose]()
    await db.close()
    await rm(place, { recursive: true })
  })

  it('is the current one of Python in that folder, with the same rows', async () => {
    const slug = await python.run('result = [ln.setup.settings.instance.slug, ln.setup.migrate.check()]')
    expect(slug).toEqual(['anonymous/demo', true])
    const rows = await expectSameRows(db, python)
    expect(rows['bionty_celltype']?.length).toBeGreaterThan(20)
  })

  it('has a table that pandas reads as we do, from where Python expects it, with its hash', async () => {
    const theirs = await python.run<Record<string, unknown[]>>(`
      assert hash_file(a.path)[1] == a.hash and a.path.stat().st_size == a.size
      df = a.load()
      result = {'dtypes': [str(d) for d in df.dtypes], **df.to_dict('list')}`)
    const { dtypes, ...columns } = theirs
    const table = (await (await db.Artifact.get({ key: 'curated/cells.parquet' })).load()) as Table
    const ours = Object.fromEntries(
      table.schema.fields.map(({ name }) => [name, table.toArray().map((row) => plain(row[name]))]),
    )
    expect(columns).toEqual(ours)
    expect(columns['cell_type']).toHaveLength(991)
    expect(Object.keys(columns)).toEqual(['cell_id', 'donor', 'cell_type', 'n_genes', 'percent_mito'])
    expect(dtypes?.slice(3)).toEqual(['int64', 'float64'])
  })

  it('has a schema that Python finds the table to fulfil', async () => {
    const found = await python.run(`
      schema = ln.Schema.get(name='Cells')
      curator = ln.curators.DataFrameCurator(a.load(), schema)
      curator.validate()
      result = [
          schema.members.to_list('name'),
          [f.dtype_as_str for f in schema.members],
          schema.uid == a.schema.uid,
          list(a.features.slots),
          a.features.slots['columns'].members.to_list('name'),
      ]`)
    const names = ['cell_id', 'donor', 'cell_type', 'n_genes', 'percent_mito']
    const dtypes = ['str', 'str', 'cat[bionty.CellType]', 'int', 'float']
    const schema = await db.Schema.get({ name: 'Cells' })
    expect((await schema.members).map((member) => fieldOf(member, 'name'))).toEqual(names)
    expect(found).toEqual([names, dtypes, true, ['columns'], expect.arrayContaining(names)])
  })

  it('has labels with parents, and values of features', async () => {
    const artifact = await db.Artifact.get({ key: 'curated/cells.parquet' })
    const seen = await python.run<[string[], string[], string[], string[]]>(`
      t = bt.CellType.get(name='T cell')
      result = [
          a.cell_types.order_by('name').to_list('name'),
          sorted(a.features.get_values()['cell_type']),
          sorted(t.parents.to_list('name')),
          bt.CellType.standardize(['T-cell', 'pDC', 'unknown'], from_source=False),
      ]`)
    const { CellType } = db.bionty
    const t = await CellType.get({ name: 'T cell' })
    expect(seen).toEqual([
      await artifact.cellTypes.orderBy('name').values('name'),
      [...((await artifact.features.getValues())['cell_type'] as Set<string>)].toSorted(),
      (await t.parents.values('name')).toSorted(),
      ['T cell', 'plasmacytoid dendritic cell', 'unknown'],
    ])
    expect(seen[0]).toContain('T cell')
    expect(seen[2].length).toBeGreaterThan(0)
  })

  it('says which program made it in which run, from what', async () => {
    const seen = await python.run<unknown[]>(`
      run = a.run
      result = [
          run.transform.key, run.transform.kind, run.transform.uid, run.status, run.finished_at is not None,
          run.input_artifacts.to_list('key'), run.transform.source_code is not None,
          run.environment.load() is not None, run.report.load() is not None,
          hash_file(run.report.path)[1] == run.report.hash,
          hash_file(run.environment.path)[1] == run.environment.hash,
      ]`)
    const run = await (await db.Artifact.get({ key: 'curated/cells.parquet' })).run
    const transform = await run?.transform
    expect(seen).toEqual([
      'demo.ts',
      'script',
      transform?.uid,
      'completed',
      true,
      ['raw/cells.csv'],
      true,
      true,
      true,
      true,
      true,
    ])
  })

  it('takes an artifact, a version and a label from Python', async () => {
    const uids = await python.run<string[]>(`
      df = a.load().head(10)
      version = ln.Artifact.from_dataframe(df, key='curated/cells.parquet', schema=schema, run=False).save()
      open('note.txt', 'w').write('from Python')
      note = ln.Artifact('note.txt', key='notes/note.txt', run=False).save()
      note.ulabels.add(ln.ULabel(name='from Python').save())
      result = [version.uid, note.uid]`)
    const [versionUid = '', noteUid = ''] = uids
    const version = await db.Artifact.get(versionUid)
    expect(versionUid.slice(16)).toBe('0001')
    expect(await version.versions().values('uid')).toHaveLength(2)
    expect(((await version.load()) as Table).numRows).toBe(10)
    expect(version.nObservations).toBe(10)
    expect(await version.cellTypes.values('name')).toContain('monocyte')
    const note = await db.Artifact.get(noteUid)
    expect([await note.load(), await note.ulabels.values('name')]).toEqual(['from Python', ['from Python']])
    await expectSameRows(db, python)
  })
})

/** 64-bit integers as numbers, as JSON has them. */
const plain = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value)
