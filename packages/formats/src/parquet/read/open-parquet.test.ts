import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readTable } from '../../arrow/read-table.ts'
import type { ByteSource } from '../../bytes/byte-source.ts'
import { bytesSource } from '../../bytes/bytes-source.ts'
import { openFileSource } from '../../bytes/file-source.ts'
import { columnType } from '../../pandas/column-type.ts'
import { storedPandasMetadata } from '../../pandas/stored-index.ts'
import { columnsToTable } from '../../rows/to-table.ts'
import type { TableSource } from '../../table-source.ts'
import { fixture } from '../../testing/fixture.ts'
import { MemorySink } from '../../testing/memory-sink.ts'
import { plainColumn, rawColumn } from '../../testing/plain-values.ts'
import { tableToSource } from '../../arrow/table-to-source.ts'
import { encodeParquet } from '../write/write-parquet.ts'
import { openParquet } from './open-parquet.ts'

async function openFixture(name: string): Promise<TableSource> {
  return openParquet(await openFileSource(fixture(name)))
}

/** A parquet file of ours, of several row groups. */
async function manyRows(rows: number, rowGroupRows = 1000): Promise<Uint8Array> {
  const table = await columnsToTable({
    n: Int32Array.from({ length: rows }, (_, row) => row),
    text: Array.from({ length: rows }, (_, row) => `row ${row} ${(row * 7919) % 100_003}`),
  })
  const sink = new MemorySink()
  await encodeParquet(tableToSource(table), sink, { rowGroupRows })
  return sink.bytes
}

function pandasType(table: TableSource, name: string): string | undefined {
  const field = table.schema.fields.find((field) => field.name === name)
  const stored = storedPandasMetadata(table.schema, 'test')?.columns.find((column) => column.name === name)
  return field && columnType(field, stored)
}

describe('reading parquet from pandas', () => {
  it('tells rows, columns and index without reading rows', async () => {
    await using table = await openFixture('pandas-types.parquet')
    expect(table.numRows).toBe(4)
    expect(table.index).toEqual([{ kind: 'column', name: 'barcode', field: 'barcode' }])
    expect(table.columns.join(' ')).toBe(
      'count small score treated name note cell_type grade batch naive berlin day price tags info',
    )
  })

  it.each([
    ['count', 'Int64'],
    ['small', 'uint8'],
    ['score', 'float64'],
    ['treated', 'boolean'],
    ['name', 'object'],
    ['note', 'string'],
    ['cell_type', 'category'],
    ['batch', 'float64'],
    ['naive', 'datetime64[ns]'],
    ['berlin', 'datetime64[ns, Europe/Berlin]'],
    ['day', 'object'],
    ['tags', 'object'],
  ])('names the type of column %s as pandas does: %s', async (name, type) => {
    await using table = await openFixture('pandas-types.parquet')
    // A categorical of integers comes back as plain integers, which pandas turns into floats for its missing value.
    expect(pandasType(table, name)).toBe(name === 'batch' ? 'int64' : type)
  })

  it('reads values of every type', async () => {
    await using source = await openFixture('pandas-types.parquet')
    const table = await readTable(source)
    expect(plainColumn(table, 'barcode')).toEqual(['c1', 'c2', 'c3', 'c4'])
    expect(plainColumn(table, 'count')).toEqual([1n, null, 3n, -4n])
    expect(plainColumn(table, 'small')).toEqual([1, 2, 3, 255])
    expect(plainColumn(table, 'score')).toEqual([0.5, null, Infinity, -0])
    expect(plainColumn(table, 'treated')).toEqual([true, null, false, true])
    expect(plainColumn(table, 'name')).toEqual(['α-cell', null, '', 'T cell'])
    expect(plainColumn(table, 'cell_type')).toEqual(['T cell', null, 'B cell', 'T cell'])
    expect(plainColumn(table, 'batch')).toEqual([2n, 1n, 2n, null])
    expect(rawColumn(table, 'naive')).toEqual([
      1711848600000000001n,
      null,
      -1000000000n,
      1729996200000000000n,
    ])
    expect(rawColumn(table, 'berlin')).toEqual(rawColumn(table, 'naive'))
    expect(rawColumn(table, 'day')).toEqual([19782, null, -1, 10957])
    expect(plainColumn(table, 'tags')).toEqual([['a', 'b'], null, [], ['c', null]])
    expect(plainColumn(table, 'info')).toEqual([
      { x: 1n, label: 'l' },
      null,
      { x: 3n, label: null },
      { x: 4n, label: 'm' },
    ])
  })

  it('keeps order and unused values of ordered categoricals', async () => {
    await using source = await openFixture('pandas-types.parquet')
    const grade = (await readTable(source)).getChild('grade')
    expect(grade?.type).toMatchObject({ isOrdered: true })
    expect([...(grade?.data[0]?.dictionary ?? [])]).toEqual(['low', 'mid', 'high', 'never'])
  })

  it('tells a range index, a sliced one and one of two levels', async () => {
    await using range = await openFixture('pandas-range-index.parquet')
    expect(range.index).toEqual([{ kind: 'range', name: undefined, start: 1, stop: 4, step: 2 }])
    await using levels = await openFixture('pandas-two-levels.parquet')
    expect(levels.columns).toEqual(['score'])
    expect(levels.index).toEqual([
      { kind: 'column', name: 'name', field: 'name' },
      { kind: 'column', name: undefined, field: '__index_level_1__' },
    ])
  })

  it('reads a table without rows', async () => {
    await using source = await openFixture('pandas-no-rows.parquet')
    const table = await readTable(source)
    expect([source.numRows, table.numRows, table.numCols]).toEqual([0, 0, 16])
  })
})

describe('reading batches of parquet', () => {
  it('gives them in order, none longer than asked for, and again', async () => {
    await using source = await openParquet(bytesSource(await manyRows(2500), 'many.parquet'))
    for (let time = 0; time < 2; time++) {
      const sizes: number[] = []
      let sum = 0
      for await (const batch of source.batches({ batchRows: 400 })) {
        sizes.push(batch.numRows)
        sum += batch.getChild('n')?.get(0) ?? 0
      }
      expect(Math.max(...sizes)).toBeLessThanOrEqual(400)
      expect(sizes.reduce((total, size) => total + size, 0)).toBe(2500)
      expect(sum).toBe(0 + 400 + 800 + 1000 + 1400 + 1800 + 2000 + 2400)
    }
  })

  it('reads only the columns asked for, in the order asked for', async () => {
    await using source = await openFixture('pandas-types.parquet')
    const table = await readTable(source, { columns: ['tags', 'count'] })
    expect(table.schema.names).toEqual(['tags', 'count'])
    await expect(readTable(source, { columns: ['gone'] })).rejects.toMatchObject({
      code: 'UNKNOWN_COLUMN',
      column: 'gone',
    })
  })

  it('reads only the bytes of the columns asked for', async () => {
    const bytes = await manyRows(50_000, 10_000)
    const read: number[] = []
    const whole = bytesSource(bytes, 'many.parquet')
    const counted: ByteSource = {
      ...whole,
      read: (start, end) => {
        read.push(end - start)
        return whole.read(start, end)
      },
    }
    await using source = await openParquet(counted)
    read.length = 0
    await readTable(source, { columns: ['n'] })
    const columnBytes = read.reduce((total, length) => total + length, 0)
    expect(columnBytes).toBeLessThan(bytes.length / 2)
  })

  it('stops in the middle and reads again from the start', async () => {
    await using source = await openParquet(bytesSource(await manyRows(5000), 'many.parquet'))
    for await (const batch of source.batches({ batchRows: 100 })) {
      expect(batch.numRows).toBe(100)
      break
    }
    expect((await readTable(source)).numRows).toBe(5000)
  })

  it('reads two tables at once', async () => {
    const bytes = await manyRows(3000)
    const tables = await Promise.all(
      ['a', 'b', 'c'].map(async (name) => readTable(await openParquet(bytesSource(bytes, name)))),
    )
    expect(tables.map((table) => table.numRows)).toEqual([3000, 3000, 3000])
  })

  it('stops when it is aborted', async () => {
    await using source = await openParquet(bytesSource(await manyRows(5000), 'many.parquet'))
    const controller = new AbortController()
    const reason = new Error('enough')
    const reading = async (): Promise<void> => {
      for await (const batch of source.batches({ batchRows: 100, signal: controller.signal })) {
        expect(batch.numRows).toBe(100)
        controller.abort(reason)
      }
    }
    await expect(reading()).rejects.toBe(reason)
  })
})

describe('broken parquet', () => {
  const open = async (bytes: Uint8Array): Promise<TableSource> => openParquet(bytesSource(bytes, 'x.parquet'))

  it('is told apart from other formats, from cut and from encrypted files', async () => {
    const whole = await readFile(fixture('pandas-types.parquet'))
    const encrypted = Buffer.from(whole)
    encrypted.write('PARE', encrypted.length - 4)
    const tooLong = Buffer.from(whole)
    tooLong.writeUInt32LE(0x7fffffff, tooLong.length - 8)
    const cases: readonly (readonly [Uint8Array, string, string])[] = [
      [new Uint8Array(0), 'TRUNCATED_FILE', 'the file is empty'],
      [Buffer.from('a,b\n1,2\n'), 'WRONG_FORMAT', "does not start with 'PAR1'"],
      [Buffer.from('PAR1'), 'TRUNCATED_FILE', '4 bytes are too few'],
      [whole.subarray(0, 2000), 'TRUNCATED_FILE', "does not end with 'PAR1'"],
      [encrypted, 'UNSUPPORTED_FEATURE', 'decryption'],
      [tooLong, 'CORRUPT_FILE', `it claims 2147483647 bytes, the file has ${whole.length}`],
    ]
    for (const [bytes, code, text] of cases) {
      await expect(open(bytes)).rejects.toMatchObject({ code, message: expect.stringContaining(text) })
    }
  })

  it('names column and row group of a page that does not decode, and the next file is read', async () => {
    const bytes = Buffer.from(await readFile(fixture('pandas-types.parquet')))
    // The first page of the first column lies here, compressed and without a checksum.
    bytes.fill(0xff, 30, 60)
    await using source = await open(bytes)
    await expect(readTable(source)).rejects.toMatchObject({
      code: 'CORRUPT_FILE',
      path: 'x.parquet',
      part: expect.stringContaining("column 'count' in row group 0"),
    })
    await using next = await openFixture('pandas-types.parquet')
    expect((await readTable(next)).numRows).toBe(4)
  })

  it('is noticed by the checksum of a page', async () => {
    const bytes = Buffer.from(await manyRows(10))
    bytes[60] = (bytes[60] ?? 0) ^ 1
    await using source = await open(bytes)
    await expect(readTable(source)).rejects.toMatchObject({
      code: 'CORRUPT_FILE',
      part: expect.stringContaining("page checksum of column 'n' in row group 0"),
    })
  })

  it('is told when the footer makes no sense', async () => {
    const bytes = Buffer.from(await readFile(fixture('pandas-types.parquet')))
    const footerBytes = bytes.readUInt32LE(bytes.length - 8)
    bytes.fill(0x5a, bytes.length - 8 - footerBytes, bytes.length - 8)
    await expect(open(bytes)).rejects.toMatchObject({ code: 'CORRUPT_FILE', part: 'footer' })
  })
})
