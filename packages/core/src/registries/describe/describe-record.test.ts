import { describe, expect, it } from 'vitest'

import { InvalidArgument } from '../../errors.ts'
import { statementsOf } from '../../registry/test-statements.ts'
import { databases } from '../../testing/index.ts'
import type { ArtifactBlock } from '../attached-blocks.ts'
import { logged, openTest, writeText } from '../artifact/test-artifacts.ts'

/** Uids and times, which are others each time, by names. */
const steady = (text: string, names: { readonly [uid: string]: string }): string =>
  Object.entries(names)
    .reduce((all, [uid, name]) => all.replaceAll(uid, name.padEnd(uid.length, '.')), text)
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, '2026-01-01 00:00:00')

describe.each(databases)('the description of a record on %s', (database) => {
  it('tells of an artifact what it is, where it comes from, its features, labels and notes', async () => {
    await using test = await openTest(database)
    const { db, root } = test
    await db.save([
      db.Feature.create({ name: 'cells', dtype: 'int' }),
      db.Feature.create({ name: 'tissue', dtype: 'str' }),
      db.Feature.create({ name: 'score', dtype: 'float' }),
    ])
    const label = await db.ULabel.create({ name: 'good' }).save()
    const rows = [{ cells: 3, tissue: 'lung' }]
    const schema = await db.Schema.create({
      name: 'samples',
      features: [await db.Feature.get({ name: 'cells' }), await db.Feature.get({ name: 'tissue' })],
    }).save()
    const artifact = await db.Artifact.fromDataFrame(rows, {
      key: 'samples.parquet',
      description: 'A table',
      schema,
      features: { score: 0.5 },
    }).save()
    await artifact.labels.add(label)
    const readme = { uid: 'readmereadmeread0000', kind: 'readme', content: '# Samples\n\nWords.' }
    const Block = db.registryNamed('ArtifactBlock') as unknown as typeof ArtifactBlock
    await Block.create({ ...readme, hash: 'h', artifact }).save()
    expect(
      steady((await artifact.describe()).replace(root, '<root>').replace(/size: \d\.\d/, 'size: 1.8'), {
        [artifact.uid]: 'UID',
        [artifact.hash ?? '']: 'HASH',
      }),
    ).toMatchInlineSnapshot(`
      "Artifact: samples.parquet (0000)
      |   description: A table
      ├── uid: UID.................  kind: dataset
      │   otype: DataFrame           hash: HASH..................
      │   size: 1.8 KB               branch: main
      │   space: all                 created_at: 2026-01-01 00:00:00 UTC
      │   created_by: anonymous      n_observations: 1
      │   schema: samples
      ├── storage/path: <root>/.lamindb/UID..................parquet
      ├── Dataset features
      │   └── columns (2)
      │       cells                           int
      │       tissue                          str
      ├── External features
      │   └── score                           float                                0.5
      ├── Entities
      │   └── .ulabels                        ULabel                               good
      │       .ablocks                        ArtifactBlock                        None
      └── Notes:
          │ # Samples
          │
          │ Words."
    `)
  })

  it('tells of features alone what they are and what values they have', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    await db.Feature.create({ name: 'score', dtype: 'float' }).save()
    const path = await writeText(files, 'a.txt', 'a')
    const artifact = await db.Artifact.create(path, { key: 'a.txt', description: 'one' }).save()
    await artifact.features.addValues({ score: 0.5 })
    expect(await artifact.features.describe()).toBe(
      [
        'Artifact: a.txt (0000)',
        '|   description: one',
        '└── Features',
        '    └── score                           float                                0.5',
      ].join('\n'),
    )
    const record = await db.Record.create({ name: 'r' }).save()
    expect(await record.features.describe()).toBe('Record: r')
  })

  it('shows of a run its parameters, and of a transform the beginning of its code', async () => {
    await using test = await openTest(database)
    const { db } = test
    const code = Array.from({ length: 40 }, (_, i) => `line ${i} ${'x'.repeat(i * 4)}`).join('\n')
    const run = await db.track({ key: 'job.ts', sourceCode: code, params: { genome: 'GRCh38', cpus: 4 } })
    const transform = await run?.transform
    const text = steady((await run?.describe()) ?? '', { [run?.uid ?? '']: 'UID' })
    expect(text).toContain('├── genome: GRCh38\n    └── cpus: 4')
    expect(text).toContain('status: started')
    const lines = ((await transform?.describe()) ?? '').split('\n')
    expect(lines.filter((line) => line.includes('│ line'))).toHaveLength(30)
    expect(lines.at(-1)?.trim()).toBe('│ …')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80 + '    │  …'.length)
  })

  it('lists the members of a schema, the index first, and leaves hidden ones out unless asked', async () => {
    await using test = await openTest(database)
    const { db } = test
    const features = await db.save(
      ['a', 'b', 'c'].map((name) => db.Feature.create({ name, dtype: 'int', nullable: name !== 'a' })),
    )
    const [a, b, c] = features
    const schema = await db.Schema.create({
      name: 'wide',
      features: [a?.withConfig({ optional: true }), b].filter((one) => one !== undefined),
      ...(c && { index: c }),
    })
    await expect(schema.describe()).rejects.toThrow(InvalidArgument)
    await schema.save()
    expect(
      (await schema.describe())
        .split('\n')
        .slice(3)
        .map((line) => line.trim()),
    ).toEqual([
      '└── Features (3 including index: c)',
      '└── name  dtype  optional  nullable  coerce  default_value',
      'c     int    ✗         ✓         ✗       unset',
      'a     int    ✓         ✗         ✗       unset',
      'b     int    ✗         ✓         ✗       unset',
    ])
    const settings = schema._aux?.['af'] as object
    schema._aux = { ...schema._aux, af: { ...settings, 4: [b?.uid, c?.uid] } }
    expect(await schema.describe()).toContain('Features (2 including index: c, 1 hidden)')
    expect(await schema.describe({ include: 'hidden' })).toContain(
      'Features (3 including index: c, 1 hidden)',
    )
  })

  it('warns of old versions and of what lies in the trash', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const make = async (text: string) =>
      db.Artifact.create(await writeText(files, `${text}.txt`, text), { key: 'a.txt' }).save()
    const first = await make('1')
    await make('2')
    await (await first.refresh()).describe()
    await first.delete()
    await first.describe()
    expect(logged(test, 'warning')).toEqual(
      expect.arrayContaining([
        'This is not the latest version of the Artifact.',
        'This artifact is in the trash.',
      ]),
    )
  })

  it('takes a number of queries that does not depend on how many labels there are', async () => {
    await using test = await openTest(database)
    const { db, files } = test
    const counts: number[] = []
    for (const size of [1, 15]) {
      const path = await writeText(files, `${size}.txt`, String(size))
      const artifact = await db.Artifact.create(path, { key: `${size}.txt` }).save()
      const names = Array.from({ length: size }, (_, i) => `label ${size} ${i}`)
      await artifact.labels.add(await db.save(names.map((name) => db.ULabel.create({ name }))))
      const read = await db.Artifact.get(artifact.id)
      counts.push((await statementsOf(db, () => read.describe())).length)
      expect(await read.describe()).toContain(`label ${size} 0`)
    }
    expect(counts[1]).toBe(counts[0])
  })
})
