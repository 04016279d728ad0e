import { describe, expect, it } from 'vitest'

import { dialects } from '../../database/test-databases.ts'
import { InvalidArgument } from '../../errors.ts'
import { statementsOf } from '../test-statements.ts'
import { ArrayTerms, zooInstance } from './test-terms.ts'

const publicTraits = {
  traits: [
    { name: 'T cell', ontologyId: 'X:1', synonyms: 'T-cell|T lymphocyte' },
    { name: 'B cell', ontologyId: 'X:2', synonyms: 'B-cell|B lymphocyte' },
    { name: 'hepatocyte', ontologyId: 'X:3', synonyms: null },
  ],
}

describe.each(dialects)('inspecting values on %s', (dialect) => {
  it('sorts values and maps casing and synonyms of the names', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.Trait.create({ name: 'A1CF', synonyms: 'ACF|ASP' }).save()
    await zoo.Trait.create({ name: 'A1BG' }).save()
    const result = await zoo.Trait.inspect(['A1BG', 'A1BG', 'a1cf', 'acf', 'x', null, ''])
    expect(result.validated).toEqual(['A1BG'])
    expect(result.nonValidated).toEqual(['a1cf', 'acf', 'x'])
    expect(result.synonymsMapper).toEqual({ a1cf: 'A1CF', acf: 'A1CF' })
    expect(result).toMatchObject({ fracValidated: 25, nEmpty: 3, nUnique: 4 })
    expect(result.get('not_mapped')).toBe(result.nonValidated)
    expect(() => result.get('other' as never)).toThrow(InvalidArgument)
  })

  it('gives percentages as Python computes them', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.Trait.create({ name: 'a' }).save()
    const result = await zoo.Trait.inspect(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
    expect(result.fracValidated).toBe(14.299999999999997)
    expect(await zoo.Trait.inspect([])).toMatchObject({ fracValidated: 0, nEmpty: 0, nUnique: 0 })
    expect(await zoo.Trait.inspect('a')).toMatchObject({ validated: ['a'], fracValidated: 100 })
  })

  it('shows the input row by row', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.Trait.create({ name: 'a' }).save()
    const table = await (await zoo.Trait.inspect(['a', 'b', null, 'a'])).toDataFrame()
    expect([...table].map((row) => row.toArray())).toEqual([
      ['a', true],
      ['b', false],
      [null, false],
      ['a', true],
    ])
  })

  it('knows no synonyms of other fields, and none where the registry has no such column', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.Trait.create({ name: 'a', ontologyId: 'X:1', synonyms: 'b' }).save()
    const ids = await zoo.Trait.inspect(['x:1', 'b'], { field: 'ontologyId' })
    expect(ids.synonymsMapper).toEqual({})
    await zoo.db.ULabel.create({ name: 'Alpha' }).save()
    expect((await zoo.db.ULabel.inspect(['alpha'])).synonymsMapper).toEqual({})
  })

  it('says what the public source knows, without counting it as validated', async () => {
    const terms = new ArrayTerms(publicTraits)
    await using zoo = await zooInstance(dialect, terms)
    await zoo.Trait.create({ name: 'T cell', synonyms: 'T-cell' }).save()
    zoo.log.length = 0
    const result = await zoo.Trait.inspect(['T cell', 'T-cell', 'B-cell', 'hepatocyte', 'alien'])
    expect(result.nonValidated).toEqual(['T-cell', 'B-cell', 'hepatocyte', 'alien'])
    expect(result.synonymsMapper).toEqual({ 'T-cell': 'T cell' })
    expect(zoo.log.map((line) => line.message)).toEqual([
      '1 unique term (20.00%) is validated for name',
      "4 unique terms (80.00%) are not validated for name: 'T-cell', 'B-cell', 'hepatocyte', 'alien'",
      '   detected 1 unique terms with synonym: T-cell',
      '→  standardize terms via .standardize()',
      "   detected 1 Trait term in public source for name: 'hepatocyte'",
      "   detected 1 Trait term in public source as synonym: 'B-cell'",
      '→  add records from public source to your Trait registry via .fromValues()',
      "   couldn't validate 1 term: 'alien'",
      '→  if you are sure, create new record via Trait.create() and save to your registry',
    ])
  })

  it('does not read the public source when nobody would see what it says', async () => {
    const terms = new ArrayTerms(publicTraits)
    await using zoo = await zooInstance(dialect, terms)
    await zoo.Trait.create({ name: 'T cell' }).save()
    await zoo.Trait.inspect(['x'], { mute: true })
    await zoo.Trait.inspect(['x'], { fromSource: false })
    await zoo.Trait.inspect(['T cell'])
    expect(terms.reads).toBe(0)
    await zoo.Trait.inspect(['x'])
    expect(terms.reads).toBeGreaterThan(0)
  })

  it('warns where there is no public source', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.Trait.inspect(['x'])
    expect(zoo.log.map((line) => line.message)).toContain(
      'no public source found, skipping source validation',
    )
  })

  it('refuses numbers among values that the registry lacks', async () => {
    await using zoo = await zooInstance(dialect, new ArrayTerms(publicTraits))
    await expect(zoo.Trait.inspect(['T cell', 1, null])).rejects.toThrow('Type mismatch')
    await zoo.Trait.create({ name: 'T cell' }).save()
    await expect(zoo.Trait.inspect([1, 2])).rejects.toThrow('Type mismatch')
    await expect(zoo.Trait.inspect(['T cell', 1])).rejects.toThrow('Type mismatch')
  })

  it('reads names and synonyms once, however many values are missing', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.db.save(Array.from({ length: 30 }, (_, i) => zoo.Trait.create({ name: `term ${i}` })))
    const values = Array.from({ length: 100 }, (_, i) => `Term ${i}`)
    const statements = await statementsOf(zoo.db, () => zoo.Trait.inspect(values, { fromSource: false }))
    expect(statements).toHaveLength(2)
  })
})
