import { describe, expect, it } from 'vitest'

import { InvalidArgument, ValidationError } from '../errors.ts'
import { logged, openTest, writeText, type TestDatabase } from '../registries/artifact/test-artifacts.ts'
import { databases } from '../testing/index.ts'

async function labelled(database: TestDatabase) {
  const test = await openTest(database)
  const { db } = test
  await db.save(['u1', 'u2'].map((name) => db.ULabel.create({ name })))
  const feature = await db.Feature.create({ name: 'label', dtype: db.ULabel }).save()
  const make = async (name: string) =>
    db.Artifact.create(await writeText(test.files, name, name), { key: name }).save()
  return { test, db, feature, make, artifact: await make('a.txt') }
}

describe.each(databases)('labels on %s', (database) => {
  it('are linked with and without a feature, once each', async () => {
    const { test, db, feature, artifact } = await labelled(database)
    await using _ = test
    const u1 = await db.ULabel.get({ name: 'u1' })
    await artifact.labels.add(u1)
    await artifact.labels.add(u1, { feature })
    await artifact.labels.add(['u1', 'u2'], { feature })
    await artifact.labels.add([])
    await artifact.ulabels.add(await db.ULabel.get({ name: 'u2' }))
    const links = await db.queries
      .selectFrom('lamindb_artifactulabel')
      .select(['ulabel_id', 'feature_id'])
      .orderBy('id')
      .execute()
    expect(links.map((row) => [row['ulabel_id'], row['feature_id']])).toEqual([
      [u1.id, null],
      [u1.id, feature.id],
      [u1.id + 1, feature.id],
    ])
    expect(
      (await artifact.labels.get(feature)).map((one) => String((one as { name?: string }).name)),
    ).toEqual(['u1', 'u2'])
  })

  it('must suit the feature', async () => {
    const { test, db, feature, artifact } = await labelled(database)
    await using _ = test
    const record = await db.Record.create({ name: 'r' }).save()
    await expect(artifact.labels.add(record, { feature })).rejects.toThrow(
      "Label type Record is not valid for Feature(name='label', dtype='cat[ULabel]'), consider a feature with dtype='cat[ULabel|Record]'",
    )
    const text = await db.Feature.create({ name: 'text', dtype: 'str' }).save()
    await expect(artifact.labels.add(record, { feature: text })).rejects.toThrow(ValidationError)
    await expect(artifact.labels.add('u1', { feature: text })).rejects.toThrow(InvalidArgument)
    await expect(artifact.labels.add('u1')).rejects.toThrow(InvalidArgument)
    await expect(artifact.labels.add(await db.ULabel.create({ name: 'new' }))).rejects.toThrow(
      'not validated',
    )
    expect(() => artifact.labels.get(text)).toThrow(InvalidArgument)
  })

  it('say which artifacts have them under their old name', async () => {
    const { test, db, feature, artifact } = await labelled(database)
    await using _ = test
    await artifact.labels.add('u2', { feature })
    const label = await db.ULabel.get({ name: 'u2' })
    label.name = 'u3'
    await label.save()
    expect(logged(test, 'error')[0]).toContain(
      `by renaming label from 'u2' to 'u3' 1 artifact no longer matches the label name in storage: ['${artifact.uid}']`,
    )
  })

  it('are copied from another artifact with their features', async () => {
    const { test, db, feature, make, artifact } = await labelled(database)
    await using _ = test
    await artifact.labels.add(await db.ULabel.get({ name: 'u1' }))
    await artifact.labels.add('u2', { feature })
    const other = await make('b.txt')
    await other.labels.addFrom(artifact)
    await other.labels.addFrom(artifact)
    expect((await other.ulabels).map(({ name }) => name)).toEqual(['u1', 'u2'])
    expect(await other.features.getValues()).toEqual({ label: 'u2' })
  })
})
