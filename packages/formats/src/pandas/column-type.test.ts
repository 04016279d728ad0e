import * as arrow from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { columnKind } from '../arrow/column-kind.ts'
import { columnType } from './column-type.ts'
import { parsePandasMetadata } from './pandas-metadata.ts'

const item = new arrow.Field('item', new arrow.Int8(), true)

describe('the type of a column', () => {
  it.each([
    [new arrow.Null(), 'object', 'null'],
    [new arrow.Int8(), 'int8', 'int'],
    [new arrow.Uint64(), 'uint64', 'int'],
    [new arrow.Float16(), 'float16', 'float'],
    [new arrow.Float64(), 'float64', 'float'],
    [new arrow.Bool(), 'bool', 'bool'],
    [new arrow.Utf8(), 'object', 'text'],
    [new arrow.LargeUtf8(), 'object', 'text'],
    [new arrow.Utf8View(), 'object', 'text'],
    [new arrow.Binary(), 'object', 'binary'],
    [new arrow.Decimal(2, 10), 'object', 'decimal'],
    [new arrow.DateDay(), 'object', 'date'],
    [new arrow.TimeMicrosecond(), 'object', 'time'],
    [new arrow.TimestampNanosecond(), 'datetime64[ns]', 'timestamp'],
    [new arrow.TimestampMicrosecond('UTC'), 'datetime64[us, UTC]', 'zoned-timestamp'],
    [new arrow.TimestampSecond('Europe/Berlin'), 'datetime64[s, Europe/Berlin]', 'zoned-timestamp'],
    [new arrow.DurationMillisecond(), 'timedelta64[ms]', 'duration'],
    [new arrow.Dictionary(new arrow.Utf8(), new arrow.Int8()), 'category', 'category'],
    [new arrow.List(item), 'object', 'list'],
    [new arrow.FixedSizeList(2, item), 'object', 'list'],
    [new arrow.Struct([item]), 'object', 'struct'],
    [new arrow.IntervalYearMonth(), 'object', 'other'],
  ])('%s is %s to pandas and %s to us', (type, name, kind) => {
    expect(columnType(new arrow.Field('c', type, true))).toBe(name)
    expect(columnKind(type)).toBe(kind)
  })

  it.each(['Int64', 'UInt8', 'Float32', 'boolean', 'string'])(
    'is %s when pandas stored that',
    (numpyType) => {
      const field = new arrow.Field('c', new arrow.Int64(), true)
      const stored = { name: 'c', fieldName: 'c', pandasType: 'int64', numpyType }
      expect(columnType(field, stored)).toBe(numpyType)
      expect(columnType(field, { ...stored, numpyType: 'int8' })).toBe('int64')
    },
  )
})

describe('the metadata of pandas', () => {
  it('is parsed with labels that are no text', () => {
    const text = JSON.stringify({
      index_columns: ['0'],
      column_indexes: [],
      columns: [
        { name: 0, field_name: '0', pandas_type: 'int64', numpy_type: 'int64' },
        { name: ['a', 'b'], pandas_type: 'unicode', numpy_type: 'object' },
      ],
    })
    const { index, columns } = parsePandasMetadata(text, 'x')
    expect(index).toEqual([{ kind: 'column', name: '0', field: '0' }])
    expect(columns.map((column) => column.fieldName)).toEqual(['0', '["a","b"]'])
  })

  it.each(['nonsense', '{}', '{"columns":[],"index_columns":[1],"column_indexes":[]}'])(
    'is refused when it is %j',
    (text) => {
      expect(() => parsePandasMetadata(text, 'x.parquet')).toThrow(
        expect.objectContaining({ code: 'CORRUPT_FILE', path: 'x.parquet', part: 'pandas metadata' }),
      )
    },
  )
})
