import * as arrow from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { columnType } from '../pandas/column-type.ts'
import { plainColumn, rawColumn } from '../testing/plain-values.ts'
import { categorical, columnsToTable, rowsToTable } from './to-table.ts'

describe('a table of rows', () => {
  it('has the keys of all rows as columns, in order of appearance', async () => {
    const table = await rowsToTable([{ b: 1 }, { a: 'x', b: 2 }, {}])
    expect(table.schema.names).toEqual(['b', 'a'])
    expect(plainColumn(table, 'b')).toEqual([1n, 2n, null])
    expect(plainColumn(table, 'a')).toEqual([null, 'x', null])
  })

  it.each([
    [[1, null, 3], 'Int64', [1n, null, 3n]],
    [[1, 2.5], 'Float64', [1, 2.5]],
    [[1, Number.NaN], 'Float64', [1, null]],
    [[1, 5n], 'Int64', [1n, 5n]],
    [[2n ** 63n], 'Uint64', [2n ** 63n]],
    [[1e300, 1], 'Float64', [1e300, 1]],
    [[true, undefined], 'Bool', [true, null]],
    [['a', null, 'ä'], 'Utf8', ['a', null, 'ä']],
    [[null, undefined], 'Null', [null, null]],
    [[new Uint8Array([1]), null], 'Binary', [new Uint8Array([1]), null]],
    [[[1], [], null, [2.5, null]], 'List<Float64>', [[1], [], null, [2.5, null]]],
    [[[['a']], [[]]], 'List<List<Utf8>>', [[['a']], [[]]]],
  ])('infers the type: %#, %s', async (values, type, expected) => {
    const table = await rowsToTable(values.map((c) => ({ c })))
    expect(String(table.schema.fields[0]?.type)).toBe(type)
    expect(plainColumn(table, 'c')).toEqual(expected)
  })

  it('infers structs whose members differ from row to row', async () => {
    const table = await rowsToTable([{ c: { x: 1 } }, { c: null }, { c: { x: 2.5, y: ['a'] } }])
    expect(String(table.schema.fields[0]?.type)).toBe('Struct<{x:Float64, y:List<Utf8>}>')
    expect(plainColumn(table, 'c')).toEqual([{ x: 1, y: null }, null, { x: 2.5, y: ['a'] }])
  })

  it('takes dates for instants in UTC', async () => {
    const table = await rowsToTable([{ c: new Date(5) }, { c: new Date(-5) }])
    const [field] = table.schema.fields
    expect(field && columnType(field)).toBe('datetime64[ms, UTC]')
    expect(rawColumn(table, 'c')).toEqual([5n, -5n])
  })

  it('takes the types that it is told', async () => {
    const rows = [
      { n: 1, t: 'b', when: new Date(1), day: '2024-02-29', u8: 255 },
      { n: 2, t: 'a', when: null, day: new Date(-1), u8: null },
    ]
    const types = {
      n: 'float',
      t: 'category',
      when: 'timestamp',
      day: 'date',
      u8: new arrow.Uint8(),
    } as const
    const table = await rowsToTable(rows, { types })
    expect(table.schema.fields.map((field) => columnType(field))).toEqual([
      'float64',
      'category',
      'datetime64[ms]',
      'object',
      'uint8',
    ])
    expect(plainColumn(table, 't')).toEqual(['b', 'a'])
    expect([...(table.getChild('t')?.data[0]?.dictionary ?? [])]).toEqual(['a', 'b'])
    expect(rawColumn(table, 'day')).toEqual([19_782, -1])
    expect(plainColumn(table, 'u8')).toEqual([255, null])
  })

  it.each([
    [[1, 'a'], 1, 'integers before row 1, text in it'],
    [['a', null, true], 2, 'text before row 2, booleans in it'],
    [[[1], ['a']], 1, 'lists of integers before row 1, lists of text in it'],
    [[1n, 1.5], 1, 'bigints before row 1, floats in it'],
    [[{ x: 1 }, [1]], 1, 'objects with x before row 1'],
    [[() => 1], 0, 'something that no column holds'],
  ])('refuses mixed values and names the row: %#', async (values, row, text) => {
    await expect(rowsToTable(values.map((c) => ({ c })))).rejects.toMatchObject({
      code: 'MIXED_COLUMN',
      column: 'c',
      row,
      message: expect.stringContaining(text),
    })
  })

  it.each([
    ['int', [1, 1.5], 1],
    ['float', [1, '2'], 1],
    ['text', [1], 0],
    ['bool', [true, 0], 1],
    ['timestamp', ['2024-01-01'], 0],
    ['date', ['2024-01-01', '1 May'], 1],
    ['category', ['a', 1], 1],
  ] as const)('refuses values that are not of the type %s', async (type, values, row) => {
    const rows = values.map((c) => ({ c }))
    await expect(rowsToTable(rows, { types: { c: type } })).rejects.toMatchObject({
      code: 'MIXED_COLUMN',
      row,
    })
  })

  it('refuses numbers that the type does not hold', async () => {
    const types = { c: new arrow.Int8() }
    await expect(rowsToTable([{ c: 127 }, { c: 128 }], { types })).rejects.toMatchObject({ row: 1 })
    await expect(rowsToTable([{ c: 2n ** 64n }])).rejects.toMatchObject({ code: 'UNSUPPORTED_COLUMN_TYPE' })
  })
})

describe('a table of columns', () => {
  it('takes typed arrays as they are, vectors and values', async () => {
    const x = new Float32Array([1, 2])
    const grade = await categorical(['b', null], { categories: ['c', 'b'], ordered: true })
    const table = await columnsToTable({ x, grade, t: ['a', 'b'] })
    expect(table.schema.fields.map((field) => columnType(field))).toEqual(['float32', 'category', 'object'])
    expect(table.getChild('x')?.data[0]?.values.buffer).toBe(x.buffer)
    expect(plainColumn(table, 'grade')).toEqual(['b', null])
  })

  it('refuses columns of different lengths', async () => {
    await expect(columnsToTable({ a: [1, 2], b: [1] })).rejects.toMatchObject({
      code: 'UNEQUAL_COLUMNS',
      column: 'b',
      expectedRows: 2,
      foundRows: 1,
    })
  })

  it('refuses a value that is no category', async () => {
    await expect(categorical(['x'], { categories: ['a'] })).rejects.toMatchObject({ code: 'MIXED_COLUMN' })
  })
})
