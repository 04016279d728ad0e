import { describe, expect, it } from 'vitest'

import { dialects } from '../../database/test-databases.ts'
import { InvalidArgument } from '../../errors.ts'
import { statementsOf } from '../test-statements.ts'
import { ArrayTerms, zooInstance, type ZooInstance } from './test-terms.ts'

const publicTraits = {
  traits: [
    { name: 'T cell', ontologyId: 'X:1', synonyms: 'T-cell|T lymphocyte' },
    { name: 'B cell', ontologyId: 'X:2', synonyms: 'B-cell|B lymphocyte' },
  ],
}

async function withTraits(zoo: ZooInstance): Promise<void> {
  await zoo.Trait.create({ name: 'T cell', ontologyId: 'X:1', synonyms: 'T-cell|T lymphocyte' }).save()
  await zoo.Trait.create({ name: 'B cell' }).save()
}

describe.each(dialects)('standardizing values on %s', (dialect) => {
  it('replaces synonyms and casing and leaves the rest as it is', async () => {
    await using zoo = await zooInstance(dialect)
    await withTraits(zoo)
    const options = { fromSource: false } as const
    const values = ['T-cell', 'b Cell', 'B cell', 't lymphocyte', 'x', null, '', ' ']
    expect(await zoo.Trait.standardize(values, options)).toEqual([
      'T cell',
      'B cell',
      'B cell',
      'T cell',
      'x',
      null,
      '',
      ' ',
    ])
    expect(await zoo.Trait.standardize('T-cell', options)).toBe('T cell')
    expect(await zoo.Trait.standardize([], options)).toEqual([])
  })

  it('gives the changed values alone on demand', async () => {
    await using zoo = await zooInstance(dialect)
    await withTraits(zoo)
    const options = { fromSource: false, returnMapper: true } as const
    expect(await zoo.Trait.standardize(['T-cell', 'T cell', 'x', '__proto__'], options)).toEqual({
      'T-cell': 'T cell',
    })
  })

  it('minds case on demand', async () => {
    await using zoo = await zooInstance(dialect)
    await withTraits(zoo)
    const options = { caseSensitive: true, fromSource: false }
    expect(await zoo.Trait.standardize(['T-cell', 't-cell', 't cell'], options)).toEqual([
      'T cell',
      't-cell',
      't cell',
    ])
  })

  it('returns another field of the named record', async () => {
    await using zoo = await zooInstance(dialect)
    await withTraits(zoo)
    const options = { returnField: 'ontologyId', fromSource: false } as const
    const values = ['T-cell', 'B cell', 'alien', 'T cell']
    expect(await zoo.Trait.standardize(values, options)).toEqual(['X:1', null, 'alien', 'X:1'])
    expect(await zoo.Trait.standardize(values, { ...options, returnMapper: true })).toEqual({
      'T-cell': 'X:1',
      'B cell': null,
      'T cell': 'X:1',
    })
  })

  it('keeps the first, the last or all of several names', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.Trait.create({ name: 'one', synonyms: 'both' }).save()
    await zoo.Trait.create({ name: 'two', synonyms: 'both' }).save()
    const standardize = (keep: 'first' | 'last' | false) =>
      zoo.Trait.standardize(['both', 'one'], { keep, fromSource: false })
    expect(await standardize('first')).toEqual(['one', 'one'])
    expect(await standardize('last')).toEqual(['two', 'one'])
    expect(await standardize(false)).toEqual([['one', 'two'], 'one'])
  })

  it('passes values through where there are no synonyms', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.db.ULabel.create({ name: 'Alpha' }).save()
    expect(await zoo.db.ULabel.standardize(['alpha', 'x'])).toEqual(['alpha', 'x'])
    await withTraits(zoo)
    const options = { field: 'ontologyId', fromSource: false } as const
    expect(await zoo.Trait.standardize(['x:1'], options)).toEqual(['x:1'])
    expect(await zoo.Trait.standardize(['T-cell'], { synonymsField: null, fromSource: false })).toEqual([
      'T-cell',
    ])
  })

  it('maps what the registry lacks by the public source and says how to add it', async () => {
    await using zoo = await zooInstance(dialect, new ArrayTerms(publicTraits))
    await zoo.Trait.create({ name: 'T cell' }).save()
    zoo.log.length = 0
    const values = ['t cell', 'T-cell', 'B-cell', 'B cell', 'x']
    expect(await zoo.Trait.standardize(values)).toEqual(['T cell', 'T cell', 'B cell', 'B cell', 'x'])
    expect(zoo.log.find((line) => line.level === 'warning')?.message).toBe(
      "found 2 synonyms in public source: ['T-cell', 'B-cell']\n" +
        "  please add corresponding Trait records via: `.fromValues(['T-cell', 'B-cell'])`",
    )
    expect(await zoo.Trait.standardize(['B-cell', 'B cell'], { returnField: 'ontologyId' })).toEqual([
      'X:2',
      'X:2',
    ])
  })

  it('refuses what the registry lacks where there is no public source', async () => {
    await using zoo = await zooInstance(dialect)
    await withTraits(zoo)
    await expect(zoo.Trait.standardize(['x'])).rejects.toThrow('No source record found for zoo.Trait')
    expect(await zoo.Trait.standardize(['T-cell'])).toEqual(['T cell'])
  })

  it('refuses numbers, and synonyms in the field of the names', async () => {
    await using zoo = await zooInstance(dialect, new ArrayTerms(publicTraits))
    await expect(zoo.Trait.standardize([1, 2])).rejects.toThrow('Type mismatch')
    await expect(zoo.Trait.standardize([true])).rejects.toThrow('Type mismatch')
    await withTraits(zoo)
    await expect(zoo.Trait.standardize([1, 2])).rejects.toThrow('Type mismatch')
    expect(await zoo.Trait.standardize(['T cell', 1, null])).toEqual(['T cell', 1, null])
    await expect(zoo.Trait.standardize(['a'], { synonymsField: 'name' })).rejects.toThrow(InvalidArgument)
    await expect(zoo.Trait.standardize(['a'], { synonymsField: 'nothing' as never })).rejects.toThrow(
      InvalidArgument,
    )
  })

  it('standardizes by the records of a query set', async () => {
    await using zoo = await zooInstance(dialect)
    await withTraits(zoo)
    const set = zoo.Trait.filter({ name: 'B cell' })
    expect(await set.standardize(['T-cell', 'b cell'], { fromSource: false })).toEqual(['T-cell', 'B cell'])
  })

  it('asks the database once when all values are names', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.db.save(Array.from({ length: 30 }, (_, i) => zoo.Trait.create({ name: `term ${i}` })))
    const values = Array.from({ length: 90 }, (_, i) => `term ${i % 30}`)
    const options = { fromSource: false }
    expect(await statementsOf(zoo.db, () => zoo.Trait.standardize(values, options))).toHaveLength(1)
  })
})
