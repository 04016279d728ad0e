import { describe, expect, it } from 'vitest'

import { RecentTables } from './recent-tables.ts'
import { TermTable } from './term-table.ts'

const tableOf = (rows: number): TermTable =>
  new TermTable(
    { entity: 'x', name: 'x', organism: 'all', version: '1' },
    Array.from({ length: rows }, () => ({ name: 'a' })),
  )

describe('tables in memory', () => {
  it('are read once for all who ask at the same time', async () => {
    const recent = new RecentTables()
    let reads = 0
    const read = async () => {
      reads += 1
      return tableOf(1)
    }
    const [one, two] = await Promise.all([recent.get('a', read), recent.get('a', read)])
    expect([one === two, reads]).toEqual([true, 1])
  })

  it('make room for others, those used longest ago first', async () => {
    const recent = new RecentTables()
    const reads: string[] = []
    const get = (key: string, rows: number) =>
      recent.get(key, async () => {
        reads.push(key)
        return tableOf(rows)
      })
    await get('a', 200_000)
    await get('b', 200_000)
    await get('a', 0)
    await get('c', 200_000)
    await get('a', 0)
    await get('b', 200_000)
    expect(reads).toEqual(['a', 'b', 'c', 'b'])
    await get('large', 900_000)
    await get('large', 0)
    expect(reads.at(-1)).toBe('large')
  })

  it('are asked for again when reading failed', async () => {
    const recent = new RecentTables()
    await expect(recent.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect((await recent.get('a', async () => tableOf(3))).rows).toHaveLength(3)
  })
})
