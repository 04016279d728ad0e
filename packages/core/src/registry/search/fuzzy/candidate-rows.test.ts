import { describe, expect, it } from 'vitest'

import { candidateRows } from './candidate-rows.ts'
import { MemoryWordIndex } from './memory-word-index.ts'
import { wordsOf } from './words.ts'

const names = [
  'T cell',
  'B cell',
  'natural killer cell',
  'CD8-positive, alpha-beta T cell',
  'naïve regulatory T cell',
  'interleukin 6 receptor',
  'retinal neuron',
]

async function found(query: string): Promise<string[]> {
  const index = new MemoryWordIndex(names.map((name, id) => ({ id, texts: [name, null] })))
  return (await candidateRows(index, wordsOf(query))).map((id) => names[id] as string)
}

describe('rows that a query may mean', () => {
  it('have words with a missing, wrong or swapped letter', async () => {
    expect(await found('interleukn 6')).toContain('interleukin 6 receptor')
    expect(await found('natrual kilker')).toEqual(['natural killer cell'])
    expect(await found('retnial')).toEqual(['retinal neuron'])
  })

  it('have words that the last one begins', async () => {
    expect(await found('regul')).toEqual(['naïve regulatory T cell'])
    expect(await found('killer natu')).toEqual(['natural killer cell'])
  })

  it('may lack one of the words', async () => {
    expect(await found('retinal pigment neuron')).toEqual(['retinal neuron'])
  })

  it('have the words in any order, whatever the diacritics', async () => {
    expect(await found('cell killer natural')).toContain('natural killer cell')
    expect(await found('naive')).toEqual(['naïve regulatory T cell'])
  })

  it('are none for words that are like no other', async () => {
    expect(await found('xylophone')).toEqual([])
    expect(await found('')).toEqual([])
    expect(await found('?!')).toEqual([])
  })
})
