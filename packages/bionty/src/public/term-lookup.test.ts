import { describe, expect, it } from 'vitest'

import { createLogger } from '@lamindb/core'

import { lookupKey, termLookup } from './term-lookup.ts'

describe('the key of a name', () => {
  it.each([
    ['T cell', 't_cell'],
    ['CD8-positive, alpha-beta T cell', 'cd8_positive_alpha_beta_t_cell'],
    ['early cell (Metazoa)', 'early_cell_metazoa_'],
    ['2-cell stage', 'bt_2_cell_stage'],
    ['_x', 'bt__x'],
    ['αβ cell', 'bt__cell'],
    ['lambda', 'lambda_'],
  ])('%s is %s', (name, key) => {
    expect(lookupKey(name)).toBe(key)
  })
})

describe('a look-up', () => {
  it('gives terms by key, warns once of a key of several, and has the names themselves', () => {
    const warnings: string[] = []
    const logger = createLogger((_, message) => warnings.push(message))
    const rows = [{ name: 'a b' }, { name: 'a-b' }, { name: 'c' }, { name: null }, { name: 'c' }]
    const lookup = termLookup(rows, 'name', logger)
    expect(Object.keys(lookup)).toEqual(['a_b', 'c'])
    expect(warnings).toEqual([])
    expect([lookup['a_b'], lookup['a_b']]).toEqual([rows[0], rows[0]])
    expect(warnings).toEqual(["2 records found for 'a_b'. Returning based on keep='first'."])
    expect(lookup.dict()).toEqual(
      new Map<string, unknown>([
        ['a b', rows[0]],
        ['a-b', rows[1]],
        ['c', [rows[2], rows[4]]],
      ]),
    )
  })
})
