import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as arrow from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { readTable } from '../../arrow/read-table.ts'
import { tableToSource } from '../../arrow/table-to-source.ts'
import { bytesSource } from '../../bytes/bytes-source.ts'
import { openFileSource } from '../../bytes/file-source.ts'
import { storedPandasMetadata } from '../../pandas/stored-index.ts'
import { categorical, columnsToTable, rowsToTable } from '../../rows/to-table.ts'
import type { TableSource } from '../../table-source.ts'
import { fixture } from '../../testing/fixture.ts'
import { MemorySink } from '../../testing/memory-sink.ts'
import { plainColumn, rawColumn } from '../../testing/plain-values.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { openParquet } from '../read/open-parquet.ts'
import { encodeParquet, writeParquet, type WriteParquetOptions } from './write-parquet.ts'

async function written(table: TableSource, options?: WriteParquetOptions): Promise<TableSource> {
  const sink = new MemorySink()
  const { sizeBytes } = await encodeParquet(table, sink, options)
  expect(sizeBytes).toBe(sink.bytes.length)
  return openParquet(bytesSource(sink.bytes, 'written.parquet'))
}

async function roundTrip(table: arrow.Table, options?: WriteParquetOptions): Promise<arrow.Table> {
  await using source = await written(tableToSource(table), options)
  return readTable(source)
}

function numpyTypes(table: TableSource): Record<string, string> {
  const columns = storedPandasMetadata(table.schema, 'test')?.columns ?? []
  return Object.fromEntries(columns.map((column) => [column.fieldName, column.numpyType]))
}

/** A table whose batches have dictionaries of their own. */
function twoDictionaries(first: readonly string[], second: readonly string[]): arrow.Table {
  const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), 1, true)
  const batch = (values: readonly string[]): arrow.RecordBatch => {
    const dictionary = arrow.vectorFromArray([...values], new arrow.Utf8())
    const data = Int32Array.from(values, (_, code) => values.length - 1 - code)
    const column = arrow.makeData({ type, length: values.length, nullCount: 0, data, dictionary })
    const schema = new arrow.Schema([new arrow.Field('c', type, true)])
    const struct = new arrow.Struct(schema.fields)
    return new arrow.RecordBatch(
      schema,
      arrow.makeData({ type: struct, length: values.length, nullCount: 0, children: [column] }),
    )
  }
  return new arrow.Table([batch(first), batch(second)])
}

describe('writing parquet', () => {
  it('gives back what pandas wrote, index and types included', async () => {
    await using original = await openParquet(await openFileSource(fixture('pandas-types.parquet')))
    await using copy = await written(original)
    expect(copy.index).toEqual(original.index)
    expect(copy.schema.fields.map(String)).toEqual(original.schema.fields.map(String))
    const [before, after] = [await readTable(original), await readTable(copy)]
    for (const name of before.schema.names) {
      expect([name, plainColumn(after, name)]).toEqual([name, plainColumn(before, name)])
    }
    expect(rawColumn(after, 'naive')).toEqual(rawColumn(before, 'naive'))
    const { batch: _, ...types } = numpyTypes(original)
    expect(numpyTypes(copy)).toMatchObject(types)
  })

  it('keeps values of every type that JavaScript rows can hold', async () => {
    const rows = [
      { i: 1, f: 1.5, b: true, t: 'ä', when: new Date(1), list: [1, null], deep: [{ x: ['a'] }, null] },
      { i: null, f: null, b: null, t: null, when: null, list: null, deep: null },
      { i: -3, f: -0.5, b: false, t: '', when: new Date(-1), list: [], deep: [] },
      { i: 4, f: 2, b: true, t: 'x', when: new Date(0), list: [5, 6], deep: [{ x: null }, { x: [] }] },
    ]
    const table = await rowsToTable(rows)
    const back = await roundTrip(table)
    for (const name of table.schema.names) {
      expect([name, plainColumn(back, name)]).toEqual([name, plainColumn(table, name)])
    }
  })

  it('tells pandas which columns are nullable', async () => {
    const rows = [
      { i: 1, whole: 1, b: true, f: 1.5 },
      { i: null, whole: 2, b: null, f: null },
    ]
    await using source = await written(tableToSource(await rowsToTable(rows)))
    expect(numpyTypes(source)).toEqual({ i: 'Int64', whole: 'int64', b: 'boolean', f: 'float64' })
    expect(source.index).toEqual([{ kind: 'range', name: undefined, start: 0, stop: 2, step: 1 }])
  })

  it('keeps an index given by the caller', async () => {
    const table = await columnsToTable({ barcode: ['c1', 'c2'], n: [1, 2] })
    const index = [{ kind: 'column', name: undefined, field: 'barcode' }] as const
    await using source = await written(tableToSource(table, { index }))
    expect(source.index).toEqual(index)
    expect(source.columns).toEqual(['n'])
  })

  it('keeps what pandas knew about the table as a whole', async () => {
    const table = await columnsToTable({ n: [1] })
    const description = { index_columns: [], columns: [], column_indexes: [], attributes: { site: 'Berlin' } }
    table.schema.metadata.set('pandas', JSON.stringify(description))
    await using source = await written(tableToSource(table))
    expect(storedPandasMetadata(source.schema, 'test')?.attributes).toEqual({ site: 'Berlin' })
  })

  it('keeps all widths and units', async () => {
    const types: readonly arrow.DataType[] = [
      new arrow.Int8(),
      new arrow.Uint16(),
      new arrow.Uint32(),
      new arrow.Float32(),
      new arrow.TimestampSecond('Europe/Berlin'),
      new arrow.TimestampMicrosecond(),
      new arrow.TimeMillisecond(),
      new arrow.TimeNanosecond(),
      new arrow.DurationMillisecond(),
      new arrow.DateMillisecond(),
    ]
    for (const type of types) {
      const data = new type.ArrayType(3)
      for (let row = 0; row < 3; row++) data[row] = data instanceof BigInt64Array ? 86_400_000n : 100
      const typed = arrow.makeData({ type: type as arrow.Int32, length: 3, nullCount: 0, data })
      const table = new arrow.Table({ c: new arrow.Vector([typed]) })
      const back = await roundTrip(table)
      expect([String(type), [...(back.getChild('c') ?? [])].map(Number)]).toEqual([
        String(type),
        [...(table.getChild('c') ?? [])].map(Number),
      ])
    }
  })

  it('turns seconds into milliseconds, the coarsest unit of parquet', async () => {
    const type = new arrow.TimeSecond()
    const data = arrow.makeData({ type, length: 2, nullCount: 0, data: new Int32Array([0, 86_399]) })
    const back = (await roundTrip(new arrow.Table({ c: new arrow.Vector([data]) }))).getChild('c')
    expect(String(back?.type)).toBe('Time32<MILLISECOND>')
    expect([...(back ?? [])]).toEqual([0, 86_399_000])
  })

  it('keeps unsigned numbers above the signed range', async () => {
    const table = await columnsToTable({
      u32: new Uint32Array([0, 2 ** 32 - 1]),
      u64: new BigUint64Array([0n, 2n ** 64n - 1n]),
    })
    const back = await roundTrip(table)
    expect(plainColumn(back, 'u32')).toEqual([0, 2 ** 32 - 1])
    expect(plainColumn(back, 'u64')).toEqual([0n, 2n ** 64n - 1n])
  })

  it('keeps order and unused values of ordered categoricals, whatever value comes first', async () => {
    const categories = ['low', 'mid', 'high', 'never']
    const grade = await categorical(['high', null, 'low'], { categories, ordered: true })
    const back = (await roundTrip(await columnsToTable({ grade }))).getChild('grade')
    expect([...(back ?? [])]).toEqual(['high', null, 'low'])
    expect([...(back?.data[0]?.dictionary ?? [])]).toEqual(categories)
    expect(back?.type).toMatchObject({ isOrdered: true })
  })

  it('unites the dictionaries of batches without disturbing the first', async () => {
    const table = twoDictionaries(['b', 'a'], ['c', 'a', 'd'])
    const back = (await roundTrip(table)).getChild('c')
    expect([...(back ?? [])]).toEqual(['a', 'b', 'd', 'a', 'c'])
    expect([...(back?.data[0]?.dictionary ?? [])]).toEqual(['b', 'a', 'c', 'd'])
  })

  it('unites them across row groups too', async () => {
    const table = twoDictionaries(['b', 'a'], ['c', 'a'])
    const back = (await roundTrip(table, { rowGroupRows: 2 })).getChild('c')
    expect([...(back ?? [])]).toEqual(['a', 'b', 'a', 'c'])
  })

  it('takes a missing dictionary value for a missing value', async () => {
    const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), 1)
    const dictionary = arrow.vectorFromArray(['a', null], new arrow.Utf8())
    const data = arrow.makeData({
      type,
      length: 3,
      nullCount: 0,
      data: new Int32Array([0, 1, 0]),
      dictionary,
    })
    const back = await roundTrip(new arrow.Table({ c: new arrow.Vector([data]) }))
    expect(plainColumn(back, 'c')).toEqual(['a', null, 'a'])
  })

  it.each(['zstd', 'gzip', 'none'] as const)('compresses with %s', async (compression) => {
    const rows = 100_000
    const table = await columnsToTable({
      n: Float64Array.from({ length: rows }, (_, row) => row / 3),
      text: Array.from({ length: rows }, (_, row) => `value ${row % 100}`),
      long: Array.from({ length: rows }, (_, row) => (row % 1000 === 0 ? 'x'.repeat(500) : null)),
    })
    const back = await roundTrip(table, { compression })
    expect(back.numRows).toBe(rows)
    expect(back.getChild('n')?.get(99_999)).toBe(33_333)
    expect(back.getChild('text')?.get(99_999)).toBe('value 99')
    expect(back.getChild('long')?.nullCount).toBe(99_900)
  })

  it('packs codes of any width and runs of any length', async () => {
    for (const size of [1, 2, 3, 17, 200, 5000]) {
      const categories = Array.from({ length: size }, (_, code) => `c${code}`)
      const values = Array.from({ length: 3001 }, (_, row) =>
        row % 500 < 120 ? 'c0' : `c${(row * row + (row >> 3)) % size}`,
      )
      const table = await columnsToTable({ c: await categorical(values, { categories }) })
      expect(plainColumn(await roundTrip(table), 'c')).toEqual(values)
    }
  })

  it('packs missing values in any pattern', async () => {
    const values = Array.from({ length: 2000 }, (_, row) => ((row * 7) % 13 < row % 5 ? null : row))
    const lists = values.map((value) =>
      value === null ? null : Array.from({ length: value % 4 }, () => value),
    )
    const back = await roundTrip(await columnsToTable({ values, lists }, { types: { values: 'float' } }))
    expect(plainColumn(back, 'values')).toEqual(values)
    expect(plainColumn(back, 'lists')).toEqual(lists.map((list) => list && list.map(BigInt)))
  })

  it('writes slices of batches', async () => {
    const values = Array.from({ length: 100 }, (_, row) => (row % 3 === 0 ? null : `v${row}`))
    const flags = values.map((value) => (value === null ? null : value.endsWith('1')))
    const lists = values.map((value) => (value === null ? null : [value]))
    const table = (await columnsToTable({ values, flags, lists })).slice(5, 77)
    const back = await roundTrip(table, { rowGroupRows: 10 })
    expect(plainColumn(back, 'values')).toEqual(values.slice(5, 77))
    expect(plainColumn(back, 'flags')).toEqual(flags.slice(5, 77))
    expect(plainColumn(back, 'lists')).toEqual(lists.slice(5, 77))
  })

  it('writes a table without rows and one without columns', async () => {
    const table = await columnsToTable({ n: [] }, { types: { n: 'int' } })
    await using source = await written(tableToSource(table))
    expect([source.numRows, source.columns]).toEqual([0, ['n']])
    await using empty = await written(tableToSource(await columnsToTable({})))
    expect([empty.numRows, empty.columns]).toEqual([0, []])
  })

  it('refuses a type that parquet lacks and names the column', async () => {
    const type = new arrow.IntervalYearMonth()
    const data = arrow.makeData({ type, length: 1, nullCount: 0, data: new Int32Array(2) })
    const table = new arrow.Table({ c: new arrow.Vector([data]) })
    await expect(written(tableToSource(table))).rejects.toMatchObject({
      code: 'UNSUPPORTED_COLUMN_TYPE',
      column: 'c',
    })
  })

  it('refuses batches with other columns than the table', async () => {
    const [one, other] = [await columnsToTable({ a: [1] }), await columnsToTable({ b: [1] })]
    const source: TableSource = { ...tableToSource(one), batches: () => tableToSource(other).batches() }
    await expect(written(source)).rejects.toMatchObject({ code: 'SCHEMA_CHANGED' })
  })
})

describe('writing a parquet file', () => {
  it('replaces an older file', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'a.parquet')
    await writeFile(path, 'old')
    const { numRows, sizeBytes } = await writeParquet(
      tableToSource(await columnsToTable({ n: [1, 2] })),
      path,
    )
    expect(numRows).toBe(2)
    expect((await readFile(path)).length).toBe(sizeBytes)
  })

  it('leaves nothing when it fails', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'a.parquet')
    const source: TableSource = {
      ...tableToSource(await columnsToTable({ n: [1] })),
      batches: async function* failing() {
        yield* (await columnsToTable({ n: [1] })).batches
        throw new Error('source broke')
      },
    }
    await expect(writeParquet(source, path)).rejects.toThrow('source broke')
    expect(await readdir(folder.path)).toEqual([])
  })

  it('names a missing folder, and a folder in place of the file', async () => {
    await using folder = await temporaryFolder()
    const source = tableToSource(await columnsToTable({ n: [1] }))
    await expect(writeParquet(source, join(folder.path, 'gone/a.parquet'))).rejects.toMatchObject({
      code: 'TABLE_FILE_NOT_FOUND',
    })
    await expect(writeParquet(source, folder.path)).rejects.toMatchObject({ code: 'TABLE_FILE_FAILED' })
    expect(await readdir(folder.path)).toEqual([])
  })
})
