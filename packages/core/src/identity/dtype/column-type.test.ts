import * as arrow from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { columnTypeName, columnTypeOfDtype, dtypeOfColumnType } from './column-type.ts'

const field = (type: arrow.DataType) => new arrow.Field('item', type, true)

describe('columnTypeName', () => {
  it.each<[arrow.DataType, string]>([
    [new arrow.Int8(), 'int8'],
    [new arrow.Uint64(), 'uint64'],
    [new arrow.Float16(), 'float16'],
    [new arrow.Float64(), 'float64'],
    [new arrow.Bool(), 'bool'],
    [new arrow.Utf8(), 'utf8'],
    [new arrow.LargeUtf8(), 'large_utf8'],
    [new arrow.Null(), 'null'],
    [new arrow.DateDay(), 'date32'],
    [new arrow.DateMillisecond(), 'date64'],
    [new arrow.TimestampMicrosecond(), 'timestamp[us]'],
    [new arrow.TimestampNanosecond('UTC'), 'timestamp[ns, UTC]'],
    [new arrow.DurationSecond(), 'duration[s]'],
    [new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32()), 'dictionary<utf8>'],
    [new arrow.List(field(new arrow.Float32())), 'list<float32>'],
    [new arrow.FixedSizeList(2, field(new arrow.Int16())), 'fixed_size_list<int16>'],
    [new arrow.Struct([field(new arrow.Bool())]), 'struct'],
    [new arrow.Binary(), 'binary'],
  ])('names the Arrow type %s', (type, name) => {
    expect(columnTypeName(type)).toBe(name)
  })
})

describe('dtypeOfColumnType', () => {
  it.each([
    ['int8', 'int'],
    ['uint64', 'int'],
    ['float32', 'float'],
    ['double', 'float'],
    ['bool', 'bool'],
    ['utf8', 'str'],
    ['large_string', 'str'],
    ['null', 'str'],
    ['dictionary<int64>', 'cat[ULabel]'],
    ['dictionary', 'cat[ULabel]'],
    ['timestamp[us]', 'datetime'],
    ['timestamp[ns, Europe/Berlin]', 'datetime64[ns, UTC]'],
    ['date32[day]', 'date'],
    ['struct<a: int64>', 'dict'],
    ['map', 'dict'],
    ['list<float64>', 'list[float]'],
    ['large_list<item: list<item: string>>', 'list[list[str]]'],
    ['fixed_size_list<int16>[3]', 'list[int]'],
    ['list<dictionary<utf8>>', 'list[cat[ULabel]]'],
  ])('of %s is %s', (type, dtype) => {
    expect(dtypeOfColumnType(type)).toBe(dtype)
  })

  it.each(['duration[ns]', 'complex128', 'binary', 'list<duration[s]>', ''])('refuses %s', (type) => {
    expect(() => dtypeOfColumnType(type)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  })
})

describe('columnTypeOfDtype', () => {
  it.each([
    ['str', 'utf8'],
    ['num', 'float64'],
    ['datetime64[ns, UTC]', 'timestamp[ns, UTC]'],
    ['date', 'date32'],
    ['cat[ULabel]', 'dictionary<utf8>'],
    ['list[int]', 'list<int64>'],
    ['list[cat[ULabel]]', 'list<utf8>'],
    ['dict', undefined],
    ['list[dict]', undefined],
  ])('of %s is %s', (dtype, type) => {
    expect(columnTypeOfDtype(dtype)).toBe(type)
  })
})
