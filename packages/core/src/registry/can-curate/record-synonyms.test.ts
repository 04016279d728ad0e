import { describe, expect, it } from 'vitest'

import { dialects } from '../../database/test-databases.ts'
import { InvalidArgument, NotSupported, ValidationError } from '../../errors.ts'
import { isNew } from '../record-state.ts'
import { zooInstance, type ZooInstance } from './test-terms.ts'

const parts = (synonyms: string | null): string[] => (synonyms ?? '').split('|').filter(Boolean).sort()

const trait = (zoo: ZooInstance) => zoo.Trait.create({ name: 'my type', synonyms: 'mt|T-killer' }).save()

describe.each(dialects)('synonyms of records on %s', (dialect) => {
  it('are added and removed as a set and written at once', async () => {
    await using zoo = await zooInstance(dialect)
    const record = await trait(zoo)
    await record.addSynonym(['x', 'mt', ''])
    expect(parts((await zoo.Trait.get(record.id)).synonyms)).toEqual(['T-killer', 'mt', 'x'])
    await record.removeSynonym(['mt', 'T-killer', 'unknown'])
    expect((await zoo.Trait.get(record.id)).synonyms).toBe('x')
    await record.removeSynonym('x')
    expect((await zoo.Trait.get(record.id)).synonyms).toBeNull()
  })

  it('are not touched by empty texts and lists', async () => {
    await using zoo = await zooInstance(dialect)
    const record = await trait(zoo)
    for (const nothing of ['', [], ['']]) {
      await record.addSynonym(nothing)
      await record.removeSynonym(nothing)
    }
    expect(record.synonyms).toBe('mt|T-killer')
  })

  it('are not written for records that are not saved, unless asked', async () => {
    await using zoo = await zooInstance(dialect)
    const record = await zoo.Trait.create({ name: 'new' })
    await record.addSynonym('n')
    expect(isNew(record)).toBe(true)
    await record.addSynonym('m', { save: true })
    expect((await zoo.Trait.get(record.id)).synonyms).toBe('n|m')
  })

  it('must be texts without a bar', async () => {
    await using zoo = await zooInstance(dialect)
    const record = await trait(zoo)
    await expect(record.addSynonym('a|b')).rejects.toThrow("a synonym can't contain '|'!")
    await expect(record.removeSynonym('a|b')).rejects.toThrow(ValidationError)
    for (const wrong of [null, 1, [1]])
      await expect(record.addSynonym(wrong as never)).rejects.toThrow(InvalidArgument)
  })

  it('belong to one record, unless forced', async () => {
    await using zoo = await zooInstance(dialect)
    const record = await trait(zoo)
    const other = await zoo.Trait.create({ name: 'other', synonyms: 'a%b|T-cell' }).save()
    await expect(record.addSynonym('T-cell')).rejects.toThrow(
      'you are trying to assign a synonym to record: Trait(',
    )
    await record.addSynonym(['T-cel', 'a_b', 't-cell'])
    expect(parts(record.synonyms)).toEqual(['T-cel', 'T-killer', 'a_b', 'mt', 't-cell'])
    await record.addSynonym('T-cell', { force: true })
    expect(parts(record.synonyms)).toContain('T-cell')
    await other.delete()
    await record.removeSynonym('T-cell')
    await record.addSynonym('T-cell')
  })

  it('get the abbreviation, unless it is the name', async () => {
    await using zoo = await zooInstance(dialect)
    const record = await trait(zoo)
    await record.setAbbr('MT')
    expect(await zoo.Trait.get(record.id)).toMatchObject({ abbr: 'MT', synonyms: 'mt|T-killer|MT' })
    await record.setAbbr('my type')
    expect(await zoo.Trait.get(record.id)).toMatchObject({ abbr: 'my type', synonyms: 'mt|T-killer|MT' })
    await expect(record.setAbbr(null as never)).rejects.toThrow(InvalidArgument)
  })

  it('are refused where a registry has no such columns', async () => {
    await using zoo = await zooInstance(dialect)
    const label = (await zoo.db.ULabel.create({ name: 'a' })) as unknown as {
      addSynonym(text: string): Promise<void>
    }
    await expect(label.addSynonym('b')).rejects.toThrow(NotSupported)
    const feature = (await zoo.db.Feature.create({ name: 'f', dtype: 'str' })) as unknown as {
      setAbbr(text: string): Promise<void>
    }
    await expect(feature.setAbbr('b')).rejects.toThrow(NotSupported)
  })
})
