import { conditionFromLookups, type FeatureConditions } from '@lamindb/core'
import { expect } from 'vitest'

import { codeOf, fileOf, instance, type Probes } from './probe.ts'

/** How the same is said in another language. */
export const apiProbes: Probes = {
  async 'Calls are awaited'() {
    await using test = await instance()
    const draft = test.db.ULabel.create({ name: 'raw' })
    expect([typeof draft.then, typeof test.db.ULabel.filter({}).then]).toEqual(['function', 'function'])
  },

  async 'No current instance'() {
    await using one = await instance()
    await using other = await instance()
    await one.db.ULabel.create({ name: 'raw' }).save()
    expect(await other.db.ULabel.filter({ name: 'raw' }).count()).toBe(0)
  },

  async 'Names of members'() {
    await using test = await instance()
    const label = await test.db.ULabel.create({ name: 'raw' }).save()
    expect(label.createdAt).toBeDefined()
    expect(Object.keys(label.toJSON())).toContain('created_at')
  },

  async Conditions() {
    await using test = await instance()
    const { meta } = test.db.registryNamed('Artifact')
    const lookups = [
      ['size__gt', '1'],
      ['ulabels__name', 'raw'],
    ] as const
    expect(conditionFromLookups(meta, lookups)).toEqual({ size: { $gt: 1 }, ulabels: { name: 'raw' } })
  },

  async 'Conditions on many related records'() {
    await using test = await instance()
    const { Artifact, ULabel } = test.db
    const artifact = await Artifact.create(await fileOf(test, 'a.txt', 'x'), { key: 'a.txt' }).save()
    await artifact.ulabels.add(...(await test.db.save(['p', 'q'].map((name) => ULabel.create({ name })))))
    expect(await Artifact.filter({ ulabels: { name: { $in: ['p', 'q'] } } })).toHaveLength(1)
  },

  async 'Values of features in conditions'() {
    await using test = await instance()
    const { db } = test
    await db.save(['p', 'q'].map((name) => db.ULabel.create({ name })))
    await db.Feature.create({ name: 'note', dtype: 'str' }).save()
    await db.Feature.create({ name: 'info', dtype: 'dict' }).save()
    await db.Feature.create({ name: 'label', dtype: db.ULabel }).save()
    const artifact = await db.Artifact.create(await fileOf(test, 'a.txt', 'x'), { key: 'a.txt' }).save()
    await artifact.features.addValues({ note: 'Hello', info: { a: { b: 1 } }, label: 'p' })
    const find = (values: FeatureConditions): Promise<number> =>
      db.Artifact.filter({ $features: values }).count()
    expect(await find({ note: { $endsWith: 'llo' } })).toBe(1)
    expect(await find({ note: { $regex: '^H' } })).toBe(1)
    expect(await find({ info: { $key: { a: { $key: { b: 1 } } } } })).toBe(1)
    expect(await find({ label: { $in: ['p', 'q'] } })).toBe(1)
    expect(await db.Artifact.filter({ $not: { $features: { note: 'Hello' } } }).count()).toBe(0)
  },

  async Errors() {
    await using test = await instance()
    expect(await codeOf(test.db.ULabel.get('nothing'))).toBe('DOES_NOT_EXIST')
    expect(await codeOf(test.db.ULabel.create({ nam: 'x' } as never))).toBe('FIELD_VALIDATION_ERROR')
    expect(await codeOf(test.db.Artifact.create({} as never))).toBe('INVALID_ARGUMENT')
  },
}
