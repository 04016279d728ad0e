import { Table, TimestampMillisecond, vectorFromArray } from 'apache-arrow'
import { expect } from 'vitest'

import { codeOf, instance, type Probes } from './probe.ts'

/** Validation of values, curation of tables. */
export const curationProbes: Probes = {
  async 'Missing values'() {
    await using test = await instance()
    await test.db.ULabel.create({ name: '' }).save()
    expect(await test.db.ULabel.validate([null, ''])).toEqual([false, false])
  },

  async 'One value among no records'() {
    await using test = await instance()
    expect(await test.db.ULabel.validate('raw')).toBe(false)
  },

  async 'Times as integers'() {
    await using test = await instance()
    const when = await test.db.Feature.create({ name: 'when', dtype: 'int', coerce: true }).save()
    const schema = await test.db.Schema.create({ features: [when] }).save()
    const rows = [{ when: new Date('2026-01-02T03:04:05Z') }]
    expect(await codeOf(test.db.curate(rows, schema).validate())).toBe('VALIDATION_ERROR')
  },

  async 'Lists of dictionaries'() {
    await using test = await instance()
    const items = await test.db.Feature.create({ name: 'items', dtype: 'list[dict]' }).save()
    const schema = await test.db.Schema.create({ features: [items] }).save()
    const curator = test.db.curate([{ items: [{ a: 1 }] }], schema)
    expect(await codeOf(curator.validate())).toBeUndefined()
  },

  async 'Texts in rows'() {
    await using test = await instance()
    const { Feature, Schema, ULabel } = test.db
    await ULabel.create({ name: 'raw' }).save()
    const state = await Feature.create({ name: 'state', dtype: ULabel }).save()
    const schema = await Schema.create({ features: [state] }).save()
    expect(await codeOf(test.db.curate([{ state: 'raw' }], schema).validate())).toBeUndefined()
  },

  async 'Lists in tables'() {
    await using test = await instance()
    const { Artifact, Feature, Schema } = test.db
    const counts = await Feature.create({ name: 'counts', dtype: 'list[int]' }).save()
    const schema = await Schema.create({ features: [counts] }).save()
    const artifact = await Artifact.fromDataFrame([{ counts: [1, 2] }], { key: 'a.parquet' }).save()
    expect(await codeOf(test.db.curate(artifact, schema).validate())).toBeUndefined()
  },

  async 'Times with zone'() {
    await using test = await instance()
    const when = await test.db.Feature.create({ name: 'when', dtype: 'datetime64[ns, UTC]' }).save()
    const schema = await test.db.Schema.create({ features: [when], coerce: true }).save()
    const x = vectorFromArray([0, 1], new TimestampMillisecond('Europe/Berlin'))
    const curator = test.db.curate(new Table({ when: x }), schema)
    expect(await codeOf(curator.validate())).toBeUndefined()
    expect(String((await curator.dataset).getChild('when')?.type)).toBe(
      'Timestamp<MILLISECOND, Europe/Berlin>',
    )
  },

  async 'Artifacts of CSV files'() {
    await using test = await instance()
    const { Artifact, Feature, Schema, ULabel } = test.db
    await ULabel.create({ name: 'raw' }).save()
    const state = await Feature.create({ name: 'state', dtype: ULabel }).save()
    const schema = await Schema.create({ features: [state] }).save()
    const artifact = await Artifact.fromDataFrame([{ state: 'raw' }], { key: 'a.csv' }).save()
    expect(await codeOf(test.db.curate(artifact, schema).validate())).toBe('VALIDATION_ERROR')
  },

  async 'Several columns with unknown values'() {
    await using test = await instance()
    const { Feature, Schema, ULabel } = test.db
    const features = await test.db.save(
      ['a', 'b'].map((name) => Feature.create({ name, dtype: ULabel, coerce: true })),
    )
    const schema = await Schema.create({ features }).save()
    const curator = test.db.curate([{ a: 'x', b: 'y' }], schema)
    const error = await curator.validate().then(
      () => undefined,
      (reason: unknown) => reason as { problems: object[] },
    )
    expect(error?.problems).toHaveLength(2)
  },

  async 'Columns that `standardize()` adds'() {
    await using test = await instance()
    const { Feature, Schema, ULabel } = test.db
    const label = await ULabel.create({ name: 'raw' }).save()
    const features = await test.db.save([
      Feature.create({ name: 'age', dtype: 'int' }),
      Feature.create({ name: 'state', dtype: ULabel, coerce: true, defaultValue: 'raw' }),
    ])
    const schema = await Schema.create({ features }).save()
    const curator = test.db.curate([{ age: 1 }], schema)
    await curator.standardize()
    const artifact = await curator.saveArtifact({ key: 'a.parquet' })
    expect(await artifact.ulabels.values('uid')).toEqual([label.uid])
  },

  async 'Correcting what lies in an artifact'() {
    await using test = await instance()
    const { Feature, Schema, Artifact } = test.db
    const { CellType } = test.db.bionty
    await CellType.create({ name: 'T cell', ontologyId: 'CL:0000084', synonyms: 'T-cell' }).save()
    const type = await Feature.create({ name: 'type', dtype: CellType, coerce: true }).save()
    const schema = await Schema.create({ features: [type] }).save()
    const artifact = await Artifact.fromDataFrame([{ type: 'T-cell' }], { key: 'a.parquet' }).save()
    const curator = test.db.curate(artifact, schema)
    expect(await codeOf(curator.cat.standardize('type'))).toBe('INVALID_ARGUMENT')
  },

  async 'Verdicts without an error'() {
    await using test = await instance()
    const age = await test.db.Feature.create({ name: 'age', dtype: 'int' }).save()
    const schema = await test.db.Schema.create({ features: [age] }).save()
    const report = await test.db.curate([{ age: 'old' }], schema).inspect()
    expect(report.isValid).toBe(false)
    expect(report.slots['columns']?.structural[0]).toMatchObject({ column: 'age' })
  },

  async 'A single text for `fromValues`'() {
    await using test = await instance()
    expect(await codeOf(() => test.db.ULabel.fromValues('raw' as never))).toBe('INVALID_ARGUMENT')
  },
}
