import { describe, expect, it } from 'vitest'

import { dialects, freshDatabaseUrl } from '../../../database/test-databases.ts'
import type { Dialect } from '../../../database/dialect.ts'
import { createTestInstance, type TestInstance } from '../../../testing/index.ts'
import { statementsOf } from '../../test-statements.ts'
import { lookupKey } from './lookup-key.ts'

const names = [
  'T cell',
  'CD8-positive, alpha-beta T cell',
  '100%',
  'under_score',
  'ünïcode',
  '9lives',
  'class',
  'None',
  '-',
  'a  b',
  'A B',
  'a_b',
  '_private',
  'Def',
  'import',
  'a-',
  '細胞',
]

async function withLabels(dialect: Dialect): Promise<TestInstance> {
  const test = await createTestInstance({ databaseUrl: await freshDatabaseUrl(dialect) })
  await test.db.save(names.map((name) => test.db.ULabel.create({ name })))
  test.log.length = 0
  return test
}

describe('the property of a value', () => {
  it('is what the reference makes of it', () => {
    expect(names.map(lookupKey)).toEqual([
      't_cell',
      'cd8_positive_alpha_beta_t_cell',
      'ln_100_',
      'under_score',
      'ln__n_code',
      'ln_9lives',
      'class_',
      'none',
      'ln__',
      'a_b',
      'a_b',
      'a_b',
      'ln__private',
      'def_',
      'import_',
      'a_',
      'ln__',
    ])
  })

  it('hides no method and no property that objects have', () => {
    expect(['dict', '__proto__', 'constructor'].map(lookupKey)).toEqual([
      'dict_',
      'ln___proto__',
      'constructor',
    ])
  })
})

describe.each(dialects)('a look-up on %s', (dialect) => {
  it('has records as plain properties', async () => {
    await using test = await withLabels(dialect)
    const lookup = await test.db.ULabel.lookup()
    expect(Object.keys(lookup)).toContain('cd8_positive_alpha_beta_t_cell')
    expect(lookup['t_cell']?.name).toBe('T cell')
    expect(lookup['nope']).toBeUndefined()
    expect(test.log).toEqual([])
  })

  it('keeps one of several records of a property and says so once', async () => {
    await using test = await withLabels(dialect)
    const first = await test.db.ULabel.lookup()
    expect(first['a_b']?.name).toBe('a  b')
    expect(first['a_b']?.name).toBe('a  b')
    expect(test.log.map(({ message }) => message)).toEqual([
      "3 records found for 'a_b'. Returning based on keep='first'.",
    ])
    expect((await test.db.ULabel.lookup('name', { keep: 'last' }))['a_b']?.name).toBe('a_b')
    const all = (await test.db.ULabel.lookup('name', { keep: false }))['a_b']
    expect([all].flat().map((label) => label?.name)).toEqual(['a  b', 'A B', 'a_b'])
  })

  it('returns another field on demand', async () => {
    await using test = await withLabels(dialect)
    const lookup = await test.db.ULabel.lookup('name', { returnField: 'uid' })
    expect(lookup['t_cell']).toBe((await test.db.ULabel.get({ name: 'T cell' })).uid)
  })

  it('goes by the values themselves, too', async () => {
    await using test = await withLabels(dialect)
    await (await test.db.ULabel.create({ name: 'T cell', type: null, description: 'x' })).save()
    const byUid = (await test.db.ULabel.lookup('uid')).dict()
    expect(Object.values(byUid).map((label) => (label as { name: string }).name)).toEqual(names)
    const some = await test.db.ULabel.filter({ name: { $startsWith: 'T' } }).lookup()
    expect(Object.keys(some.dict())).toEqual(['T cell'])
  })

  it('is empty for a field that does not exist', async () => {
    await using test = await withLabels(dialect)
    expect(Object.keys(await test.db.ULabel.lookup('nofield' as never))).toEqual([])
  })

  it('skips what is no text or empty', async () => {
    await using test = await withLabels(dialect)
    const { ULabel } = test.db
    await ULabel.create({ name: 'with', description: '' }).save()
    expect(Object.keys(await ULabel.lookup('description'))).toEqual([])
    expect(Object.keys(await ULabel.lookup('id'))).toEqual([])
  })

  it('sees trash through the registry, but not through a query set, with one statement', async () => {
    await using test = await withLabels(dialect)
    const { ULabel } = test.db
    await (await ULabel.get({ name: 'T cell' })).delete()
    expect((await ULabel.lookup())['t_cell']?.name).toBe('T cell')
    expect((await ULabel.filter().lookup())['t_cell']).toBeUndefined()
    expect(await statementsOf(test.db, () => ULabel.lookup())).toHaveLength(1)
  })
})
