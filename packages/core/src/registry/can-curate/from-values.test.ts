import { describe, expect, it } from 'vitest'

import { dialects } from '../../database/test-databases.ts'
import { FieldValidationError, InvalidArgument } from '../../errors.ts'
import { isNew } from '../record-state.ts'
import { statementsOf } from '../test-statements.ts'
import { ArrayTerms, zooInstance } from './test-terms.ts'

const publicTerms = {
  traits: [
    { name: 'T cell', ontologyId: 'X:1', synonyms: 'T-cell|T lymphocyte', definition: 'A cell.' },
    { name: 'B cell', ontologyId: 'X:2', synonyms: 'B-cell', parents: ['X:0'] },
  ],
  'man loci': [
    { symbol: 'PDCD1', locusId: 'man:1', synonyms: null },
    { symbol: 'HEATR6', locusId: 'man:2', synonyms: 'ABC1' },
    { symbol: 'ABC1', locusId: 'man:3', synonyms: null },
    { symbol: 'ABC1', locusId: 'man:4', synonyms: null },
  ],
  'mouse loci': [{ symbol: 'Pdcd1', locusId: 'mouse:1', synonyms: null }],
}

describe.each(dialects)('records from values on %s', (dialect) => {
  it('gives existing records by name, casing and synonym, each once and in the order of their ids', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.Trait.create({ name: 'T cell', synonyms: 'T-cell' }).save()
    await zoo.Trait.create({ name: 'B cell' }).save()
    const values = ['b Cell', 'T-cell', 'T cell', null, '', 'x', 'B cell']
    const records = await zoo.Trait.fromValues(values)
    expect(records.map((record) => record.name)).toEqual(['T cell', 'B cell'])
    expect(zoo.log.at(-1)?.message).toBe("did not create Trait record for 1 non-validated name: 'x'")
  })

  it('makes unsaved records of what the public source knows', async () => {
    await using zoo = await zooInstance(dialect, new ArrayTerms(publicTerms))
    await zoo.Trait.create({ name: 'B cell' }).save()
    const records = await zoo.Trait.fromValues(['B cell', 'T-cell', 'T cell', 'alien'])
    expect(records.map((record) => [record.name, isNew(record)])).toEqual([
      ['B cell', false],
      ['T cell', true],
    ])
    expect(records[1]).toMatchObject({
      ontologyId: 'X:1',
      description: 'A cell.',
      synonyms: 'T-cell|T lymphocyte',
    })
    expect((await records[1]?.source)?.name).toBe('traits')
  })

  it('saves what it makes', async () => {
    await using zoo = await zooInstance(dialect, new ArrayTerms(publicTerms))
    const saved = await zoo.Trait.fromValues(['X:2', 'X:1'], { field: 'ontologyId' }).save()
    expect(new Set(saved.map((record) => record.name))).toEqual(new Set(['B cell', 'T cell']))
    expect(await zoo.Trait.validate(['T cell', 'B cell'])).toEqual([true, true])
    expect((await zoo.Trait.fromValues(['T cell', 'B cell'])).map((record) => isNew(record))).toEqual([
      false,
      false,
    ])
  })

  it('gives all rows of an ambiguous value and says so', async () => {
    await using zoo = await zooInstance(dialect, new ArrayTerms(publicTerms))
    await zoo.Species.create({ name: 'man' }).save()
    zoo.log.length = 0
    const records = await zoo.Locus.fromValues(['PDCD1', 'ABC1'], { organism: 'man' })
    expect(new Set(records.map((record) => record.locusId))).toEqual(new Set(['man:1', 'man:3', 'man:4']))
    expect((await records[0]?.organism)?.name).toBe('man')
    expect(zoo.log.map((line) => line.message)).toContain(
      "ambiguous validation in public source for 1 record: 'ABC1'",
    )
  })

  it('takes the organism from an existing record when the call names none', async () => {
    await using zoo = await zooInstance(dialect, new ArrayTerms(publicTerms))
    const man = await zoo.Species.create({ name: 'man' }).save()
    await expect(zoo.Locus.fromValues(['PDCD1'])).rejects.toThrow('An organism is required to create.')
    await zoo.Locus.create({ symbol: 'TCF7', organism: man }).save()
    const records = await zoo.Locus.fromValues(['TCF7', 'PDCD1'])
    expect(records.map((record) => [record.symbol, record.organismId])).toEqual([
      ['TCF7', man.id],
      ['PDCD1', man.id],
    ])
  })

  it('groups values whose organisms they tell themselves', async () => {
    await using zoo = await zooInstance(dialect, new ArrayTerms(publicTerms))
    await zoo.db.save(['man', 'mouse'].map((name) => zoo.Species.create({ name })))
    const values = ['mouse:1', 'man:2', 'man:99']
    const records = await zoo.Locus.fromValues(values, { field: 'locusId' })
    expect(new Set(records.map((record) => record.symbol))).toEqual(new Set(['HEATR6', 'Pdcd1']))
    expect(await zoo.Locus.fromValues([], { field: 'locusId' })).toEqual([])
  })

  it('makes one record for each value on demand, like the constructor', async () => {
    await using zoo = await zooInstance(dialect, new ArrayTerms(publicTerms))
    const existing = await zoo.Trait.create({ name: 'T cell' }).save()
    const records = await zoo.Trait.fromValues(['a', 'a', 'T cell'], { create: true })
    expect(records.map((record) => [record.name, record.id])).toEqual([
      ['a', undefined],
      ['a', undefined],
      ['T cell', existing.id],
    ])
    await expect(zoo.Trait.fromValues(['a', null], { create: true })).rejects.toThrow(FieldValidationError)
    const labels = await zoo.db.ULabel.fromValues(['x', 'y'], { create: true }).save()
    expect(labels.map((label) => label.id).every((id) => id > 0)).toBe(true)
  })

  it('refuses a single text, numbers for texts and a field that the source lacks', async () => {
    await using zoo = await zooInstance(dialect, new ArrayTerms(publicTerms))
    await expect(zoo.Trait.fromValues('T cell' as never)).rejects.toThrow(InvalidArgument)
    await expect(zoo.Trait.fromValues([1, 2])).rejects.toThrow('Type mismatch')
    await expect(zoo.Trait.fromValues(['x'], { field: 'abbr' })).rejects.toThrow("have no values for 'abbr'")
    await expect(zoo.Trait.fromValues(['x'], { field: 'definition' as never })).rejects.toThrow(
      InvalidArgument,
    )
    expect((await zoo.Trait.fromValues(['T cell', 1, null])).map((record) => record.name)).toEqual(['T cell'])
    await zoo.Trait.create({ name: 'T cell' }).save()
    await expect(zoo.Trait.fromValues(['T cell', 1, null])).rejects.toThrow('Type mismatch')
  })

  it('finds many records with two statements', async () => {
    await using zoo = await zooInstance(dialect)
    await zoo.db.save(Array.from({ length: 40 }, (_, i) => zoo.Trait.create({ name: `term ${i}` })))
    const values = Array.from({ length: 40 }, (_, i) => `term ${i}`)
    const statements = await statementsOf(zoo.db, () => zoo.Trait.fromValues(values))
    expect(statements).toHaveLength(2)
  })
})
