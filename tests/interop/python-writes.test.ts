import { join } from 'node:path'

import type { Instance } from '@lamindb/core'
import { databases } from '@lamindb/core/testing'
import type { Table } from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { expectSameRows } from './same-rows.ts'
import { SharedInstance } from './shared-instance.ts'

/** One question, asked in both languages. */
interface Question {
  readonly about: string
  readonly python: string
  readonly ours: (db: Instance) => Promise<unknown>
}

const questions: readonly Question[] = [
  {
    about: 'labels on the default branches',
    python: `ln.ULabel.filter().order_by('id').to_list('name')`,
    ours: (db) => db.ULabel.filter().orderBy('id').values('name'),
  },
  {
    about: 'labels on all branches',
    python: `[l.name for l in ln.ULabel.objects.order_by('id')]`,
    ours: (db) => db.ULabel.filter({ branch: null }).orderBy('id').values('name'),
  },
  {
    about: 'labels of a type',
    python: `ln.ULabel.filter(type__name='Treatment').order_by('-name').to_list('name')`,
    ours: (db) =>
      db.ULabel.filter({ type: { name: 'Treatment' } })
        .orderBy('-name')
        .values('name'),
  },
  {
    about: 'parents and children',
    python: `[ln.ULabel.get(name='good').children.to_list('name'), bt.CellType.get(name='T cell').parents.to_list('name')]`,
    ours: async (db) => [
      await (await db.ULabel.get({ name: 'good' })).children.values('name'),
      await (await db.bionty.CellType.get({ name: 'T cell' })).parents.values('name'),
    ],
  },
  {
    about: 'texts without regard to case',
    python: `ln.ULabel.filter(name__icontains='GOOD').order_by('id').to_list('name')`,
    ours: (db) =>
      db.ULabel.filter({ name: { $icontains: 'GOOD' } })
        .orderBy('id')
        .values('name'),
  },
  {
    about: 'artifacts by suffix and size',
    python: `ln.Artifact.filter(suffix='.txt', size__gt=8).order_by('uid').to_list('uid')`,
    ours: (db) =>
      db.Artifact.filter({ suffix: '.txt', size: { $gt: 8 } })
        .orderBy('uid')
        .values('uid'),
  },
  {
    about: 'artifacts by label, across the link table',
    python: `ln.Artifact.filter(ulabels__name='good', is_latest=True).to_list('key')`,
    ours: (db) => db.Artifact.filter({ ulabels: { name: 'good' }, isLatest: true }).values('key'),
  },
  {
    about: 'artifacts by cell type, across modules',
    python: `ln.Artifact.filter(cell_types__parents__name='cell').distinct().order_by('id').to_list('key')`,
    ours: (db) =>
      db.Artifact.filter({ cellTypes: { parents: { name: 'cell' } } })
        .orderBy('id')
        .values('key'),
  },
  {
    about: 'artifacts up to a moment, to the microsecond',
    python: `ln.Artifact.filter(created_at__lte=ln.Artifact.get(key='raw/reads.fastq.gz').created_at).order_by('id').to_list('id')`,
    ours: async (db) => {
      const { createdAt } = await db.Artifact.get({ key: 'raw/reads.fastq.gz' })
      return db.Artifact.filter({ createdAt: { $lte: createdAt } })
        .orderBy('id')
        .values('id')
    },
  },
  {
    about: 'what lies in a storage key below a folder',
    python: `ln.Artifact.filter(key__startswith='raw/').exclude(suffix='').order_by('id').to_list('key')`,
    ours: (db) =>
      db.Artifact.filter({ key: { $startsWith: 'raw/' } })
        .exclude({ suffix: '' })
        .orderBy('id')
        .values('key'),
  },
  {
    about: 'contents',
    python: `[a.load() for a in ln.Artifact.filter(suffix='.txt').order_by('id')]`,
    ours: async (db) =>
      Promise.all((await db.Artifact.filter({ suffix: '.txt' }).orderBy('id')).map((a) => a.load())),
  },
  {
    about: 'the columns of a table, with its row labels',
    python: `ln.Artifact.get(key='tables/indexed.parquet').load().reset_index().to_dict('list')`,
    ours: async (db) => {
      const table = (await (await db.Artifact.get({ key: 'tables/indexed.parquet' })).load()) as Table
      const rows = table.toArray().map((row) => row.toJSON())
      const names = ['sample', ...table.schema.names.filter((name) => name !== 'sample')]
      return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]))
    },
  },
  {
    about: 'runs that failed, and what they came from',
    python: `[[r.status, r.initiated_by_run.name, r.transform.version] for r in ln.Run.filter(status='errored')]`,
    ours: async (db) => {
      const runs = await db.Run.filter({ status: 'errored' }).with('initiatedByRun', 'transform')
      return Promise.all(
        runs.map(async (run) => [
          run.status,
          (await run.initiatedByRun)?.name,
          (await run.transform).version,
        ]),
      )
    },
  },
  {
    about: 'members of schemas, their options and index',
    python: `[[s.members.to_list('name'), sorted(set(s.optionals.get().to_list('name'))), s.index.name if s.index else None] for s in ln.Schema.filter(itype='Feature', name__isnull=False, n_members__gt=0).order_by('id')]`,
    ours: async (db) => {
      const schemas = await db.Schema.filter({
        itype: 'Feature',
        name: { $isNull: false },
        nMembers: { $gt: 0 },
      }).orderBy('id')
      return Promise.all(
        schemas.map(async (schema) => [
          (await schema.members).map((member) => (member as typeof member & { name: string }).name),
          (await schema.optionals.get()).map(({ name }) => name),
          (await schema.index)?.name ?? null,
        ]),
      )
    },
  },
  {
    about: 'dtypes of features',
    python: `ln.Feature.filter().order_by('id').to_list('_dtype_str')`,
    ours: (db) => db.Feature.filter().orderBy('id').values('_dtypeStr'),
  },
  {
    about: 'artifacts of collections, in order',
    python: `[[a.uid for a in c.ordered_artifacts] for c in ln.Collection.filter().order_by('id')]`,
    ours: async (db) =>
      Promise.all(
        (await db.Collection.filter().orderBy('id')).map(async (c) =>
          (await c.orderedArtifacts()).map(({ uid }) => uid),
        ),
      ),
  },
  {
    about: 'which values are valid',
    python: `[bool(v) for v in bt.CellType.validate(['T cell', 'T-cell', 'x', ''])]`,
    ours: async (db) => [...(await db.bionty.CellType.validate(['T cell', 'T-cell', 'x', '']))],
  },
  {
    about: 'what synonyms stand for',
    python: `bt.CellType.standardize(['T-cell', 'T lymphocyte', 't CELL', 'x'], from_source=False)`,
    ours: async (db) => [
      ...(await db.bionty.CellType.standardize(['T-cell', 'T lymphocyte', 't CELL', 'x'], {
        fromSource: false,
      })),
    ],
  },
  {
    about: 'the best hit of a search',
    python: `[ln.ULabel.search('very good').to_list('name')[0], bt.CellType.search('T lymphocyte').to_list('name')[0]]`,
    ours: async (db) => [
      (await db.ULabel.search('very good'))[0]?.name,
      (await db.bionty.CellType.search('T lymphocyte'))[0]?.name,
    ],
  },
  {
    about: 'time spans of treatments',
    python: `[d.total_seconds() for d in pt.CompoundPerturbation.filter().to_list('duration')]`,
    ours: async (db) =>
      (await db.pertdb.CompoundPerturbation.filter().values('duration')).map((us) => Number(us) / 1e6),
  },
]

describe.each(databases)('what Python writes on %s', (database) => {
  let shared: SharedInstance
  beforeAll(async () => {
    shared = await SharedInstance.create(database)
    await shared.python.run(`
      import pertdb as pt
      import lamin_scenario
      lamin_scenario.everything('${join(shared.home.home, 'data')}')`)
  })
  afterAll(() => shared[Symbol.asyncDispose]())

  it('is read the same here, row by row of every table', async () => {
    const rows = await expectSameRows(shared.db, shared.python)
    const filled = Object.values(rows).filter((found) => found.length > 0)
    expect(filled.length).toBeGreaterThan(40)
  })

  it.each(questions)('answers alike: $about', async ({ python, ours }) => {
    const theirs = await shared.python.run(`result = ${python}`)
    expect(await ours(shared.db)).toEqual(theirs)
    expect(JSON.stringify(theirs)).toMatch(/[\w"]/)
  })
})
