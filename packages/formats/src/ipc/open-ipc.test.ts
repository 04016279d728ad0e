import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readTable } from '../arrow/read-table.ts'
import { bytesSource } from '../bytes/bytes-source.ts'
import { openFileSource } from '../bytes/file-source.ts'
import { openParquet } from '../parquet/read/open-parquet.ts'
import { fixture } from '../testing/fixture.ts'
import { plainColumn } from '../testing/plain-values.ts'
import { openIpc } from './open-ipc.ts'

const files = ['pandas-types-lz4.feather', 'pandas-types-zstd.feather', 'pandas-types.arrows']

describe('reading Arrow IPC', () => {
  it.each(files)('gives the same values as parquet: %s', async (name) => {
    await using source = await openIpc(await openFileSource(fixture(name)))
    await using parquet = await openParquet(await openFileSource(fixture('pandas-types.parquet')))
    expect(source.columns).toEqual(parquet.columns)
    expect(source.index).toEqual(parquet.index)
    const [table, expected] = [await readTable(source), await readTable(parquet)]
    for (const column of expected.schema.names) {
      expect([column, plainColumn(table, column)]).toEqual([column, plainColumn(expected, column)])
    }
  })

  it('knows the number of rows of a file, not of a stream', async () => {
    await using file = await openIpc(await openFileSource(fixture('pandas-types-zstd.feather')))
    expect(file.numRows).toBe(4)
    await using stream = await openIpc(await openFileSource(fixture('pandas-types.arrows')))
    expect(stream.numRows).toBeUndefined()
  })

  it.each(files)('reads some columns in batches, again and again: %s', async (name) => {
    await using source = await openIpc(await openFileSource(fixture(name)))
    for (let time = 0; time < 2; time++) {
      const batches: unknown[] = []
      for await (const batch of source.batches({ columns: ['tags', 'count'], batchRows: 1 })) {
        batches.push([batch.schema.names, batch.getChild('count')?.get(0)])
      }
      const names = ['tags', 'count']
      expect(batches).toEqual([1n, null, 3n, -4n].map((count) => [names, count]))
    }
    for await (const batch of source.batches()) {
      expect(batch.numRows).toBeGreaterThan(0)
      break
    }
    expect((await readTable(source)).numRows).toBe(4)
  })

  it('refuses what is cut, empty, of version 1 or something else', async () => {
    const whole = await readFile(fixture('pandas-types-lz4.feather'))
    const tooLong = Buffer.from(whole)
    tooLong.writeInt32LE(0x7fffffff, tooLong.length - 10)
    const cases: readonly (readonly [Uint8Array, string])[] = [
      [new Uint8Array(0), 'TRUNCATED_FILE'],
      [whole.subarray(0, 12), 'TRUNCATED_FILE'],
      [whole.subarray(0, 5000), 'TRUNCATED_FILE'],
      [tooLong, 'CORRUPT_FILE'],
      [Buffer.from('FEA1 and more'), 'UNSUPPORTED_FEATURE'],
      [Buffer.from('a,b\n1,2\n'), 'WRONG_FORMAT'],
    ]
    for (const [bytes, code] of cases) {
      await expect(openIpc(bytesSource(bytes, 'x.arrow'))).rejects.toMatchObject({ code, path: 'x.arrow' })
    }
  })

  it('names the file whose buffers do not decompress', async () => {
    const bytes = Buffer.from(await readFile(fixture('pandas-types-zstd.feather')))
    const frame = bytes.indexOf(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]))
    bytes.fill(0xff, frame, frame + 12)
    const reading = async (): Promise<unknown> => readTable(await openIpc(bytesSource(bytes, 'x.feather')))
    await expect(reading()).rejects.toMatchObject({ code: 'CORRUPT_FILE', path: 'x.feather' })
  })
})
