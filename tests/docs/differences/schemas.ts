import { expect } from 'vitest'

import { codeOf, instance, type Probes } from './probe.ts'

/** Features, schemas, transforms. */
export const schemaProbes: Probes = {
  async 'A feature that exists, made again'() {
    await using test = await instance()
    await test.db.Feature.create({ name: 'age', dtype: 'int', nullable: false }).save()
    const again = await test.db.Feature.create({ name: 'age', dtype: 'int' })
    expect(again.nullable).toBe(false)
  },

  async 'A feature that exists, with other filters'() {
    await using test = await instance()
    const { db } = test
    await db.Feature.create({ name: 'label', dtype: db.ULabel }).save()
    const again = db.Feature.create({ name: 'label', dtype: db.ULabel, catFilters: { name: 'x' } })
    expect(await codeOf(again)).toBe('VALIDATION_ERROR')
  },

  async 'Filters beside a field of a registry of core'() {
    await using test = await instance()
    const { db } = test
    const given = { dtype: db.Artifact.field('uid'), catFilters: { kind: 'dataset' } }
    expect((await db.Feature.create({ name: 'data', ...given })).dtype).toBe(
      'cat[Artifact[kind=dataset].uid]',
    )
  },

  async 'Features as values of features'() {
    await using test = await instance()
    expect(await codeOf(test.db.Feature.create({ name: 'f', dtype: test.db.Feature }))).toBe(
      'VALIDATION_ERROR',
    )
  },

  async 'A member that is listed twice'() {
    await using test = await instance()
    const age = await test.db.Feature.create({ name: 'age', dtype: 'int' }).save()
    expect(await codeOf(test.db.Schema.create({ features: [age, age] }).save())).toBe('INVALID_ARGUMENT')
  },

  async 'The list of members'() {
    await using test = await instance()
    const age = await test.db.Feature.create({ name: 'age', dtype: 'int' }).save()
    const index = await test.db.Feature.create({ name: 'donor', dtype: 'str' }).save()
    const features = [age]
    await test.db.Schema.create({ features, index }).save()
    expect(features).toEqual([age])
  },

  async 'No optional members'() {
    await using test = await instance()
    const age = await test.db.Feature.create({ name: 'age', dtype: 'int' }).save()
    const schema = await test.db.Schema.create({ features: [age.withConfig({ optional: true })] }).save()
    schema.optionals.set([])
    expect(schema.optionals.getUids()).toEqual([])
  },

  async 'No index'() {
    await using test = await instance()
    const age = await test.db.Feature.create({ name: 'age', dtype: 'int' }).save()
    const schema = await test.db.Schema.create({ features: [age] }).save()
    schema.index = null
    expect(await schema.index).toBeUndefined()
  },

  async 'Runs that have a record as a value'() {
    await using test = await instance()
    const { db } = test
    await db.Feature.create({ name: 'sample', dtype: db.Record }).save()
    const record = await db.Record.create({ name: 's1' }).save()
    const run = await db.track({ key: 'a.ts', sourceCode: '1' })
    await run?.features.addValues({ sample: record })
    expect(await run?.features.getValues()).toEqual({ sample: 's1' })
    expect(await record.features.getValues()).toEqual({})
  },

  async 'Features of a data frame by name'() {
    await using test = await instance()
    const { db } = test
    for (const name of ['age', 'size']) await db.Feature.create({ name, dtype: 'int' }).save()
    const record = await db.Record.create({ name: 's1' }).save()
    await record.features.setValues({ age: 1, size: 2 })
    const { schema } = await db.Record.filter().toDataFrame({ features: ['age'] })
    expect(schema.names.slice(3)).toEqual(['age'])
  },

  async 'Secrets in source code'() {
    await using test = await instance()
    const sourceCode = 'api_key = "abcdefghijklmnop"\n'
    const transform = await test.db.Transform.create({ key: 'a.py', kind: 'script', sourceCode }).save()
    expect(transform.sourceCode).not.toContain('abcdefghijklmnop')
  },
}
