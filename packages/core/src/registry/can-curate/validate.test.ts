import { describe, expect, it } from 'vitest'

import { dialects } from '../../database/test-databases.ts'
import { InvalidArgument } from '../../errors.ts'
import { statementsOf } from '../test-statements.ts'
import { zooInstance } from './test-terms.ts'

describe.each(dialects)('validating values on %s', (dialect) => {
  it('tells which values a registry has, exactly and minding case', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.db.save(['T cell', 'B cell'].map((name) => zoo.Trait.create({ name })))
    expect(await zoo.Trait.validate(['T cell', 't cell', 'B cell', 'B cell', 'x'])).toEqual([
      true,
      false,
      true,
      true,
      false,
    ])
    expect(await zoo.Trait.validate('T cell')).toBe(true)
    expect(await zoo.Trait.validate([['T cell'], ['x', 'B cell']])).toEqual([true, false, true])
  })

  it('never takes null, NaN or an empty text for valid', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.Trait.create({ name: 'T cell', ontologyId: '' }).save()
    const values = ['T cell', null, undefined, '', ' ', 'nan']
    expect(await zoo.Trait.validate(values)).toEqual([true, false, false, false, false, false])
    expect(await zoo.Trait.validate(['', null], { field: 'ontologyId' })).toEqual([false, false])
    expect(await zoo.Trait.validate([Number.NaN, 'T cell'])).toEqual([false, true])
  })

  it('validates numbers against a column of numbers', async () => {
    await using zoo = await zooInstance(dialect)
    const { User } = zoo.db
    const [user] = await User.all()
    expect(await User.validate([user?.id, 999, 1.5, 999n], { field: 'id' })).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  it('refuses numbers for a column of texts, unless the registry is empty', async () => {
    await using zoo = await zooInstance(dialect)
    expect(await zoo.Trait.validate([1, 2])).toEqual([false, false])
    await zoo.Trait.create({ name: 'T cell' }).save()
    await expect(zoo.Trait.validate([1, 2])).rejects.toThrow(
      "Type mismatch: identifiers are 'numeric' but field_values are 'str/categorical'.",
    )
    await expect(zoo.Trait.validate([true])).rejects.toThrow(InvalidArgument)
    expect(await zoo.Trait.validate(['T cell', 1, null])).toEqual([true, false, false])
  })

  it('leaves out records in the trash and on other branches', async () => {
    await using zoo = await zooInstance(dialect)
    const trashed = await zoo.Trait.create({ name: 'T cell' }).save()
    await zoo.Trait.create({ name: 'B cell' }).save()
    await trashed.delete()
    expect(await zoo.Trait.validate(['T cell', 'B cell'])).toEqual([false, true])
  })

  it('compares with the records of a query set only, sliced or not', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.db.save(['a', 'b', 'c'].map((name) => zoo.Trait.create({ name })))
    expect(await zoo.Trait.filter({ name: { $in: ['a', 'b'] } }).validate(['a', 'b', 'c'])).toEqual([
      true,
      true,
      false,
    ])
    expect(await zoo.Trait.filter().orderBy('-name').limit(1).validate(['a', 'b', 'c'])).toEqual([
      false,
      false,
      true,
    ])
  })

  it('works on columns without an index', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.Trait.create({ name: 'a', description: 'first' }).save()
    expect(await zoo.Trait.validate(['first', 'second'], { field: 'description' })).toEqual([true, false])
  })

  it('needs one statement for the values and two to know an empty registry', async () => {
    await using zoo = await zooInstance(dialect)
    expect(await statementsOf(zoo.db, () => zoo.Trait.validate(['a', 'b']))).toHaveLength(2)
    await zoo.db.save(Array.from({ length: 50 }, (_, i) => zoo.Trait.create({ name: `term ${i}` })))
    const values = Array.from({ length: 200 }, (_, i) => `term ${i}`)
    expect(await statementsOf(zoo.db, () => zoo.Trait.validate(values))).toHaveLength(1)
  })

  it('reads the column of a table that is not much larger than the list of values', async () => {
    await using zoo = await zooInstance(dialect)
    zoo.db.settings.creation.searchNames = false
    await zoo.db.save(Array.from({ length: 100 }, (_, i) => zoo.Trait.create({ name: `term ${i}` })))
    const values = Array.from({ length: 6000 }, (_, i) => (i === 3 ? null : `term ${i}`))
    const valid = await zoo.Trait.validate(values, { mute: true })
    expect(valid).toEqual(values.map((_, i) => i < 100 && i !== 3))
    const ids = Array.from({ length: 6000 }, (_, i) => BigInt(i))
    const known = await zoo.Trait.validate(ids, { field: 'id', mute: true })
    expect(known.filter(Boolean)).toHaveLength(100)
  })

  it('reports counts, and an empty registry', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.Trait.validate(['a'])
    expect(zoo.log.at(-1)?.message).toContain('Your Trait registry is empty, consider populating it first!')
    await zoo.Trait.create({ name: 'a' }).save()
    zoo.log.length = 0
    await zoo.Trait.validate(['a', 'b', 'c', '', 'b'])
    expect(zoo.log.map((line) => line.message)).toEqual([
      'received 3 unique terms, 2 empty/duplicated terms are ignored',
      '1 unique term (33.30%) is validated for name',
      "2 unique terms (66.70%) are not validated for name: 'b', 'c'",
    ])
    zoo.log.length = 0
    await zoo.Trait.validate(['a', 'b'], { mute: true })
    expect(zoo.log).toEqual([])
  })

  it('restricts records to an organism, and to a source when asked strictly', async () => {
    await using zoo = await zooInstance(dialect)
    const [man, mouse] = await zoo.db.save(['man', 'mouse'].map((name) => zoo.Species.create({ name })))
    const source = await zoo.TermSource.create({ name: 'man loci' }).save()
    await zoo.Locus.create({ symbol: 'TCF7', organism: man, source }).save()
    await zoo.Locus.create({ symbol: 'Tcf7', organism: mouse }).save()
    const symbols = ['TCF7', 'Tcf7']
    expect(await zoo.Locus.validate(symbols, { organism: 'man' })).toEqual([true, false])
    expect(await zoo.Locus.validate(symbols, { organism: mouse as never })).toEqual([false, true])
    expect(await zoo.Locus.validate(symbols, { source })).toEqual([true, true])
    expect(await zoo.Locus.validate(symbols, { source, strictSource: true })).toEqual([true, false])
  })

  it('refuses a source of another instance and an unknown field', async () => {
    await using zoo = await zooInstance(dialect)
    await using other = await zooInstance(dialect)
    const source = await other.TermSource.create({ name: 'x' }).save()
    await expect(zoo.Trait.validate(['a'], { source })).rejects.toThrow(
      "TermSource record from instance 'anonymous/test'",
    )
    await expect(zoo.Trait.validate(['a'], { field: 'definition' as never })).rejects.toThrow(InvalidArgument)
    await expect(zoo.Trait.validate(['a'], { field: zoo.Trait as never })).rejects.toThrow(
      'please pass a SQLRecord string field, e.g., `Trait.name`!',
    )
    await expect(zoo.Trait.validate(['a'], { field: 'isLocked' })).rejects.toThrow(
      'neither texts nor numbers',
    )
  })
})
