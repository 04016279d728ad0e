import {
  Bool,
  DateDay,
  Dictionary,
  Field,
  Float16,
  Float32,
  Float64,
  Int32,
  Int64,
  Int8,
  List,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimestampMicrosecond,
  Uint64,
  Utf8,
  vectorFromArray,
  type DataType,
  type Vector,
} from 'apache-arrow'
import { describe, expect, it } from 'vitest'

import { ValidationError } from '../../errors.ts'
import { CalendarDate } from '../../identity/calendar-date.ts'
import { Complex } from '../../identity/complex.ts'
import { Timestamp } from '../../identity/timestamp.ts'
import { createTestInstance } from '../../testing/index.ts'
import type { TableRow } from '../table/open-data.ts'

const lists = (values: readonly (readonly unknown[] | null)[], item: DataType): Vector =>
  vectorFromArray(values, new List(new Field('item', item, true)))
const dictionary = (values: readonly unknown[], type: DataType): Vector =>
  vectorFromArray(values, new Dictionary(type, new Int32()))

const columns: { readonly [kind: string]: Vector } = {
  int8: vectorFromArray([1, 2], new Int8()),
  int64: vectorFromArray([1n, 2n], new Int64()),
  'int64 with gaps': vectorFromArray([1n, null], new Int64()),
  uint64: vectorFromArray([1n, 2n], new Uint64()),
  float16: vectorFromArray([1, 2], new Float16()),
  float32: vectorFromArray([1, 2], new Float32()),
  'whole floats': vectorFromArray([1, 2], new Float64()),
  floats: vectorFromArray([1.5, 2], new Float64()),
  'floats with NaN': vectorFromArray([1, Number.NaN], new Float64()),
  bool: vectorFromArray([true, false], new Bool()),
  text: vectorFromArray(['a', 'b'], new Utf8()),
  numerals: vectorFromArray(['1', '2'], new Utf8()),
  'iso dates': vectorFromArray(['2024-01-01', '2024-02-29'], new Utf8()),
  dictionaries: vectorFromArray(["{'a': 1}", '{}'], new Utf8()),
  date: vectorFromArray([new Date(0), new Date(86_400_000)], new DateDay()),
  naive: vectorFromArray([0, 1000], new TimestampMicrosecond()),
  zoned: vectorFromArray([0, 1000], new TimestampMicrosecond('UTC')),
  category: dictionary(['a', 'b'], new Utf8()),
  'category of bools': dictionary([true, false], new Bool()),
  'lists of ints': lists([[1, 2], []], new Int32()),
  'lists of floats': lists([[1.5], []], new Float64()),
  'lists of texts': lists([['a'], null], new Utf8()),
  'lists with gaps': lists([['a', null]], new Utf8()),
  struct: vectorFromArray([{ a: 1 }, { a: 2 }], new Struct([new Field('a', new Int32(), true)])),
  'nothing but gaps': vectorFromArray([null, null], new Utf8()),
  'no rows': vectorFromArray([], new Float64()),
}

/** Columns that are of a dtype as they are. */
const fitting: { readonly [dtype: string]: readonly string[] } = {
  int: ['int8', 'int64', 'int64 with gaps', 'uint64', 'nothing but gaps', 'no rows'],
  float: ['float16', 'float32', 'whole floats', 'floats', 'floats with NaN', 'nothing but gaps', 'no rows'],
  num: [
    'int8',
    'int64',
    'int64 with gaps',
    'uint64',
    'float16',
    'float32',
    'whole floats',
    'floats',
    'floats with NaN',
    'bool',
    'nothing but gaps',
    'no rows',
  ],
  bool: ['bool', 'category of bools', 'nothing but gaps', 'no rows'],
  str: ['text', 'numerals', 'iso dates', 'dictionaries', 'category', 'nothing but gaps', 'no rows'],
  path: [
    'text',
    'numerals',
    'iso dates',
    'dictionaries',
    'date',
    'lists of ints',
    'lists of floats',
    'lists of texts',
    'lists with gaps',
    'struct',
    'nothing but gaps',
    'no rows',
  ],
  date: ['date', 'nothing but gaps', 'no rows'],
  datetime: ['naive'],
  'datetime64[ns, UTC]': ['zoned'],
  dict: ['dictionaries', 'struct', 'nothing but gaps'],
  'list[int]': ['lists of ints', 'nothing but gaps', 'no rows'],
  'list[float]': ['lists of floats', 'nothing but gaps', 'no rows'],
  'list[str]': ['lists of texts', 'struct', 'nothing but gaps', 'no rows'],
}

/** Columns that are of a dtype, or can be converted to it without loss. */
const coercible: { readonly [dtype: string]: readonly string[] } = {
  int: [
    'int8',
    'int64',
    'int64 with gaps',
    'uint64',
    'float16',
    'float32',
    'whole floats',
    'floats with NaN',
    'bool',
    'numerals',
    'category of bools',
    'nothing but gaps',
    'no rows',
  ],
  bool: ['bool', 'category of bools', 'nothing but gaps', 'no rows'],
  str: ['text', 'numerals', 'iso dates', 'dictionaries', 'category', 'nothing but gaps', 'no rows'],
  date: [
    'int8',
    'int64',
    'int64 with gaps',
    'uint64',
    'float16',
    'float32',
    'whole floats',
    'floats',
    'floats with NaN',
    'iso dates',
    'date',
    'naive',
    'nothing but gaps',
    'no rows',
  ],
}

async function passing(dtype: string, coerce: boolean): Promise<string[]> {
  await using test = await createTestInstance()
  const feature = await test.db.Feature.create({ name: 'x', dtype, coerce }).save()
  const schema = await test.db.Schema.create({ features: [feature] }).save()
  const passed: string[] = []
  for (const [kind, x] of Object.entries(columns)) {
    const error: unknown = await test.db
      .curate(new Table({ x }), schema)
      .validate()
      .catch((thrown: unknown) => thrown)
    if (error === undefined) passed.push(kind)
    expect(error ?? new ValidationError('')).toBeInstanceOf(ValidationError)
  }
  return passed
}

describe('the columns that pass', () => {
  it.each(Object.keys(fitting))('for a feature of dtype %s', async (dtype) => {
    expect(await passing(dtype, false)).toEqual(fitting[dtype])
  })

  it.each(Object.keys(coercible))('for a feature of dtype %s that is converted', async (dtype) => {
    expect(await passing(dtype, true)).toEqual(coercible[dtype])
  })
})

/** The message about data for a feature of a dtype; undefined where they pass. */
async function problem(
  dtype: string,
  data: Table | readonly TableRow[],
  options: { readonly coerce?: boolean; readonly nullable?: boolean } = {},
): Promise<string | undefined> {
  await using test = await createTestInstance()
  const feature = await test.db.Feature.create({ name: 'x', dtype, ...options }).save()
  const schema = await test.db.Schema.create({ features: [feature] }).save()
  return await test.db
    .curate(data, schema)
    .validate()
    .then(
      () => undefined,
      (error: ValidationError) => error.message,
    )
}

describe('columns that Arrow does not tell apart', () => {
  /** A table as pandas hands it over. */
  const described = (x: Vector, pandasType: string): Table => {
    const column = {
      name: 'x',
      field_name: 'x',
      pandas_type: pandasType,
      numpy_type: 'object',
      metadata: null,
    }
    const metadata = new Map([
      ['pandas', JSON.stringify({ index_columns: [], column_indexes: [], columns: [column] })],
    ])
    const table = new Table({ x })
    const schema = new Schema(table.schema.fields, metadata)
    return new Table(
      schema,
      table.batches.map((batch) => new RecordBatch(schema, batch.data)),
    )
  }

  it.each([
    ['num', vectorFromArray([1n, 2n], new Int64())],
    ['bool', vectorFromArray([true, false], new Bool())],
    ['int', vectorFromArray([1n, 2n], new Int64())],
    ['float', vectorFromArray([1.5], new Float64())],
  ])('are no values of %s while pandas holds them as objects', async (dtype, x) => {
    expect(await problem(dtype, described(x, 'object'))).toContain('got object')
    // So files say it, which pandas reads as the values are.
    expect(await problem(dtype, described(x, String(x.type).toLowerCase()))).toBeUndefined()
  })

  it('are converted from objects, and are paths and objects without', async () => {
    const x = vectorFromArray([true, null, false], new Bool())
    expect(await problem('int', described(x, 'object'), { coerce: true })).toBeUndefined()
    expect(await problem('path', described(x, 'object'))).toBeUndefined()
    expect(await problem('object', described(x, 'object'))).toBeUndefined()
  })

  it('are complex numbers, which are numbers and nothing else', async () => {
    const rows = [{ x: new Complex(1, 2) }, { x: new Complex(3, 0) }]
    expect(await problem('num', rows)).toBeUndefined()
    expect(await problem('path', rows)).toContain('got complex128')
    expect(await problem('object', rows)).toContain('got complex128')
    expect(await problem('int', rows, { coerce: true })).toContain('1.0+2.0j')
  })

  it('are objects of any class, which are told by their own texts', async () => {
    const rows = [{ x: new URL('https://lamin.ai/') }]
    expect(await problem('object', rows)).toBeUndefined()
    expect(await problem('int', rows, { coerce: true })).toContain('https://lamin.ai/')
  })
})

describe('dictionaries', () => {
  it('are lists of their keys, which are texts', async () => {
    const rows = [{ x: { a: 1 } }, { x: { a: 2 } }]
    expect(await problem('list[str]', rows)).toBeUndefined()
    expect(await problem('list[int]', rows)).toContain("failed dtype check for 'list[int]'")
  })
})

describe('messages about converted columns', () => {
  it('show categories in order and of the type that the column had', async () => {
    const of = { coerce: true, nullable: false }
    expect(await problem('cat[ULabel]', [{ x: 'b' }, { x: null }, { x: 'a' }], of)).toContain(
      "Categories (2, object): ['a', 'b']",
    )
    expect(await problem('cat[ULabel]', [{ x: true }, { x: null }], of)).toContain('(1, bool): [True]')
    const dates = [{ x: new CalendarDate(2024, 1, 1) }, { x: null }, { x: new CalendarDate(1970, 1, 1) }]
    expect(await problem('cat[ULabel]', dates, of)).toContain('(2, object): [1970-01-01, 2024-01-01]')
  })

  it('show what is no date among dates', async () => {
    const time = Timestamp.of('2024-02-29T03:00:00').withOffset(undefined)
    const message = await problem('date', [{ x: new CalendarDate(2024, 1, 1) }, { x: time }])
    expect(message).toContain('2024-02-29 03:00:00')
    expect(message).not.toContain('2024-01-01')
    const ofDates = dictionary([new Date('2024-01-01')], new DateDay())
    expect(await problem('date', new Table({ x: ofDates }))).toContain('2024-01-01')
  })

  it('show members of dictionaries that are there', async () => {
    const rows = [{ x: [{ a: 1 }] }, { x: [{ b: 2 }] }]
    expect(await problem('int', rows, { coerce: true })).toMatch(/\[\{'a': 1\}\].*\[\{'b': 2\}\]/)
  })
})

describe('converted columns', () => {
  const converted = async (dtype: string, kind: string): Promise<Vector> => {
    await using test = await createTestInstance()
    const feature = await test.db.Feature.create({ name: 'x', dtype, coerce: true }).save()
    const schema = await test.db.Schema.create({ features: [feature] }).save()
    const curator = test.db.curate(new Table({ x: columns[kind] as Vector }), schema)
    await curator.validate()
    return (await curator.dataset).getChild('x') as Vector
  }

  it('have the type of the dtype and the same values', async () => {
    const ints = await converted('int', 'numerals')
    expect([String(ints.type), [...ints]]).toEqual(['Int64', [1n, 2n]])
    const gaps = await converted('int', 'floats with NaN')
    expect([String(gaps.type), [...gaps]]).toEqual(['Int64', [1n, null]])
    const floats = await converted('float', 'int64')
    expect([String(floats.type), [...floats]]).toEqual(['Float64', [1, 2]])
    const dates = await converted('date', 'iso dates')
    expect([String(dates.type), [...dates]]).toEqual([
      'Date32<DAY>',
      [Date.UTC(2024, 0, 1), Date.UTC(2024, 1, 29)],
    ])
    const times = await converted('datetime64[ns, UTC]', 'naive')
    expect(String(times.type)).toBe('Timestamp<NANOSECOND, UTC>')
  })

  it('are the columns themselves where there is nothing to convert', async () => {
    expect(String((await converted('int', 'int8')).type)).toBe('Int8')
    expect(String((await converted('float', 'float32')).type)).toBe('Float32')
  })
})
