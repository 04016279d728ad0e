import { Int32, Table, vectorFromArray } from 'apache-arrow'
import { describe, expect, it } from 'vitest'

import { FieldValidationError, InvalidArgument, NotSupported, ValidationError } from '../../errors.ts'
import { databases } from '../../testing/index.ts'
import type { Schema } from '../schema.ts'
import { logged, openTest, type TestDatabase } from '../artifact/test-artifacts.ts'

async function withFeatures(database: TestDatabase) {
  const test = await openTest(database)
  const { db } = test
  const [a, b, c] = [
    await db.Feature.create({ name: 'a', dtype: 'int' }).save(),
    await db.Feature.create({ name: 'b', dtype: 'str' }).save(),
    await db.Feature.create({ name: 'c', dtype: 'float' }).save(),
  ]
  return { test, db, a, b, c }
}

const names = async (members: PromiseLike<readonly unknown[]>): Promise<string[]> =>
  (await members).map((member) => (member as { name: string }).name)

describe.each(databases)('a schema on %s', (database) => {
  it('is found again by its content, whatever the order, unless the order counts', async () => {
    const { test, db, a, b } = await withFeatures(database)
    await using _ = test
    const first = await db.Schema.create({ features: [a, b] }).save()
    const second = await db.Schema.create({ features: [b, a] }).save()
    expect([second.uid, await names(second.members)]).toEqual([first.uid, ['a', 'b']])
    const ordered = await db.Schema.create({ features: [b, a], orderedSet: true }).save()
    expect([ordered.uid === first.uid, await names(ordered.members)]).toEqual([false, ['b', 'a']])
    const kind = await db.Schema.create({ name: 'Kind', isType: true }).save()
    const placed = await db.Schema.create({ features: [a, b], type: kind, otype: 'DataFrame' }).save()
    expect([placed.uid, placed.typeId, placed.otype, placed._aux]).toEqual([first.uid, kind.id, null, {}])
    await first.delete()
    expect((await db.Schema.create({ features: [a, b] }).save()).uid).not.toBe(first.uid)
  })

  it('of a name is changed in place', async () => {
    const { test, db, a, b, c } = await withFeatures(database)
    await using _ = test
    const first = await db.Schema.create({ name: 's', features: [a, b] }).save()
    const { hash } = first
    const changed = await db.Schema.create({ name: 's', features: [a, b, c], flexible: true }).save()
    expect([changed.id, changed.nMembers, await names(changed.members)]).toEqual([
      first.id,
      3,
      ['a', 'b', 'c'],
    ])
    expect(changed.hash).not.toBe(hash)
    const back = await db.Schema.create({ name: 's', features: [a, b], flexible: false }).save()
    expect([back.id, back.hash]).toEqual([first.id, hash])
    const twin = await db.Schema.create({ name: 't', features: [a, c] }).save()
    await expect(db.Schema.create({ name: 's', features: [a, c] }).save()).resolves.toMatchObject({
      id: twin.id,
    })
  })

  it('knows its optional members and its index, which count for the hash', async () => {
    const { test, db, a, b, c } = await withFeatures(database)
    await using _ = test
    const schema = await db.Schema.create({ features: [b.withConfig({ optional: true })], index: a }).save()
    expect([await names(schema.members), await names(schema.optionals.get())]).toEqual([['a', 'b'], ['b']])
    expect((await schema.index)?.uid).toBe(a.uid)
    expect(schema._aux).toEqual({ af: { 1: [b.uid], 3: a.uid } })
    const { hash } = schema
    schema.optionals.remove(b)
    await schema.save()
    expect([schema.hash === hash, schema._aux]).toEqual([false, { af: { 1: [], 3: a.uid } }])
    schema.optionals.set([b])
    await schema.save()
    expect(schema.hash).toBe(hash)
    await expect(schema.optionals.add(c)).rejects.toThrow(InvalidArgument)
    await schema.add(c)
    expect([await names(schema.members), schema.optionals.getUids()]).toEqual([
      ['a', 'b', 'c'],
      [b.uid, c.uid],
    ])
    await schema.remove(c)
    expect(schema.hash).toBe(hash)
    await expect(schema.add(c, { optional: false })).rejects.toThrow(NotSupported)
  })

  it('of several parts has a schema per slot', async () => {
    const { test, db, a, b } = await withFeatures(database)
    await using _ = test
    const obs = await db.Schema.create({ features: [a] }).save()
    await expect(db.Schema.create({ slots: { obs } })).rejects.toThrow(InvalidArgument)
    const schema = await db.Schema.create({ name: 'parts', otype: 'AnnData', slots: { obs } }).save()
    const read = await db.Schema.get(schema.uid)
    expect([...(await read.slots)].map(([slot, { uid }]) => [slot, uid])).toEqual([['obs', obs.uid]])
    const other = await db.Schema.create({
      otype: 'AnnData',
      slots: { obs: await db.Schema.create({ features: [b] }).save() },
    }).save()
    expect(other.uid).not.toBe(schema.uid)
  })

  it('of any feature has a hash and a uid of its own', async () => {
    const { test, db } = await withFeatures(database)
    await using _ = test
    const schema = await db.Schema.create({ name: 'valid_features', itype: db.Feature }).save()
    expect([schema.hash, schema.itype, schema.nMembers]).toEqual(['kMi7B_N88uu-YnbTLDU-DA', 'Feature', null])
  })

  it('keeps conditions on Zarr stores beside everything else', async () => {
    const { test, db, a } = await withFeatures(database)
    await using _ = test
    const schema = await db.Schema.create({ features: [a.withConfig({ optional: true })] }).save()
    const { hash } = schema
    schema.formats.zarr = { zarr_format: 3 }
    await schema.save()
    const read = await db.Schema.get(schema.uid)
    expect([read.formats.zarr, read.hash, read.optionals.getUids()]).toEqual([
      { zarr_format: 3 },
      hash,
      [a.uid],
    ])
    expect(() => {
      schema.formats.zarr = 3 as never
    }).toThrow(InvalidArgument)
  })

  it('is made from names, and from the columns of a table', async () => {
    const { test, db, a, b } = await withFeatures(database)
    await using _ = test
    const schema = await (await db.Schema.fromValues(['a', 'b'])).save()
    expect([await names(schema.members), schema.itype]).toEqual([['a', 'b'], 'Feature'])
    await expect(db.Schema.fromValues(['a', 'nope'])).rejects.toThrow(
      "These values could not be validated: ['nope']\nIf there are no typos, add them to their registry: Feature",
    )
    const lenient = { raiseValidationError: false } as const
    expect(
      await names(((await db.Schema.fromValues(['a', 'nope'], undefined, lenient)) as Schema).members),
    ).toEqual(['a'])
    expect(await db.Schema.fromValues(['nope'], undefined, lenient)).toBeUndefined()
    await expect(db.Schema.fromValues([])).rejects.toThrow(InvalidArgument)
    const column = vectorFromArray([1], new Int32())
    const ofTable = await db.Schema.fromDataFrame(new Table({ other: column, b: column }))
    expect([await names((ofTable as Schema).members), ofTable?.otype]).toEqual([['b'], 'DataFrame'])
    expect(await db.Schema.fromDataFrame(new Table({ other: column }))).toBeUndefined()
    expect([a.name, b.name]).toEqual(['a', 'b'])
  })

  it('refuses members that are not saved and keywords that it does not know', async () => {
    const { test, db, a } = await withFeatures(database)
    await using _ = test
    const unsaved = await db.Feature.create({ name: 'new', dtype: 'int' })
    await expect(db.Schema.create({ features: [unsaved] })).rejects.toThrow(InvalidArgument)
    await expect(db.Schema.create({ features: [a], suffix: '.nope' })).rejects.toThrow(FieldValidationError)
    await expect(db.Schema.create({ features: [a], nope: 1 } as never)).rejects.toThrow(FieldValidationError)
  })

  it('warns of datasets that it has checked when it changes, and refuses to become another one', async () => {
    const { test, db, a, b } = await withFeatures(database)
    await using _ = test
    const schema = await db.Schema.create({ name: 's', features: [a] }).save()
    await db.curate([{ a: 1 }], schema).saveArtifact({ key: 'a.parquet' })
    await db.Schema.create({ name: 'other', features: [a, b] }).save()
    schema.coerce = true
    await schema.save()
    expect(logged(test, 'warning').some((line) => line.includes('you updated the schema hash'))).toBe(true)
    schema.coerce = null
    await schema.save()
    schema.pending.members = [a, b]
    await expect(schema.save()).rejects.toThrow(ValidationError)
  })
})
