import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { bytesSource } from './bytes/bytes-source.ts'
import { openTable } from './open-table.ts'
import { tableSuffixes } from './table-format.ts'
import { fixture } from './testing/fixture.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

describe('opening a table', () => {
  it.each([
    ['pandas-types.parquet', 4],
    ['pandas-types-lz4.feather', 4],
    ['pandas-types.arrows', undefined],
  ])('goes by the suffix: %s', async (name, numRows) => {
    await using table = await openTable(fixture(name))
    expect(table.numRows).toBe(numRows)
    expect(table.columns).toContain('cell_type')
  })

  it.each([
    ['a.csv', 'x,y\n1,2\n'],
    ['a.tsv', 'x\ty\n1\t2\n'],
    ['a.csv.gz', gzipSync('x,y\n1,2\n')],
    ['a.tsv.gz', gzipSync('x\ty\n1\t2\n')],
  ])('reads text tables with their separator, packed or not: %s', async (name, content) => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, name)
    await writeFile(path, content)
    await using table = await openTable(path)
    expect(table.columns).toEqual(['x', 'y'])
  })

  it('takes the suffix that it is told, and bytes for a file', async () => {
    const source = bytesSource(Buffer.from('x,y\n1,2\n'), 'upload')
    await using table = await openTable(source, { suffix: '.csv' })
    expect(table.columns).toEqual(['x', 'y'])
  })

  it('names the suffixes that it knows', async () => {
    await expect(openTable('a.xlsx')).rejects.toMatchObject({
      code: 'UNSUPPORTED_TABLE_FORMAT',
      path: 'a.xlsx',
      known: tableSuffixes,
    })
  })

  it('names a missing file and a folder', async () => {
    await using folder = await temporaryFolder()
    await expect(openTable(join(folder.path, 'gone.csv'))).rejects.toMatchObject({
      code: 'TABLE_FILE_NOT_FOUND',
    })
    await expect(openTable(folder.path, { suffix: '.csv' })).rejects.toMatchObject({
      code: 'TABLE_FILE_FAILED',
    })
  })

  it('closes the file when it cannot be read', async () => {
    let isClosed = false
    const source = {
      ...bytesSource(Buffer.from('no table'), 'x.parquet'),
      [Symbol.asyncDispose]: async () => {
        isClosed = true
      },
    }
    await expect(openTable(source)).rejects.toMatchObject({ code: 'WRONG_FORMAT' })
    expect(isClosed).toBe(true)
  })
})
