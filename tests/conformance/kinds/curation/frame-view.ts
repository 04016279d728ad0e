import { DataType, type Data, type Field, type Table, type Vector } from 'apache-arrow'
import { CalendarDate } from '@lamindb/core/identity'
import { nanosecondsOf } from '../../api/arrow-ticks.ts'
import { goldenFromApi } from '../../api/golden-from-api.ts'
import { Fields } from '../../golden/fields.ts'
import { Moment, readCell, Span } from './cells.ts'
import { isGoldenList, isGoldenObject, type GoldenJson } from '../../golden/golden-json.ts'

/** What pandas stored about a column. */
interface StoredColumn {
  readonly name?: unknown
  readonly field_name?: unknown
  readonly numpy_type?: unknown
}

/** Types that pandas tells apart where Arrow does not. */
const OWN_TYPES = /^(?:U?Int\d+|Float\d+|boolean|string.*|\w+\[pyarrow\])$/u

/** An Arrow table as a data frame of golden data: columns with their types in pandas and their values. */
export function frameView(table: Table): GoldenJson {
  const stored = JSON.parse(table.schema.metadata.get('pandas') ?? '{}') as {
    readonly columns?: readonly StoredColumn[]
    readonly index_columns?: readonly unknown[]
  }
  const labels = new Set(stored.index_columns?.filter((level) => typeof level === 'string'))
  const described = (name: string): string | undefined => {
    const column = stored.columns?.find((one) => one.field_name === name)
    return typeof column?.numpy_type === 'string' ? column.numpy_type : undefined
  }
  const columns = table.schema.fields
    .filter(({ name }) => !labels.has(name))
    .map((field): [string, GoldenJson] => {
      const vector = table.getChildAt(table.schema.fields.indexOf(field)) as Vector
      return [field.name, columnView(field, vector, described(field.name))]
    })
  return { columns: Object.fromEntries(columns) }
}

function columnView({ type }: Field, vector: Vector, stored: string | undefined): GoldenJson {
  const values = valuesOf(vector)
  const hasMissing = values.includes(null)
  const dtype = stored !== undefined && OWN_TYPES.test(stored) ? stored : dtypeOf(type, hasMissing)
  if (!DataType.isDictionary(type)) return { dtype, values }
  const categories = vector.data[0]?.dictionary
  return { dtype, values, categories: { $set: categories ? valuesOf(categories) : [] } }
}

const UNITS = ['s', 'ms', 'us', 'ns'] as const

function dtypeOf(type: DataType, hasMissing: boolean): string {
  if (DataType.isInt(type)) {
    const name = `${type.isSigned ? 'int' : 'uint'}${type.bitWidth}`
    return hasMissing ? name.replace('uint', 'UInt').replace('int', 'Int') : name
  }
  if (DataType.isFloat(type)) return `float${16 << type.precision}`
  if (DataType.isBool(type)) return hasMissing ? 'object' : 'bool'
  if (DataType.isDictionary(type)) return 'category'
  if (DataType.isTimestamp(type)) {
    const zone = type.timezone ? `, ${type.timezone}` : ''
    return `datetime64[${UNITS[type.unit]}${zone}]`
  }
  return DataType.isDuration(type) ? `timedelta64[${UNITS[type.unit]}]` : 'object'
}

function valuesOf(vector: Vector): GoldenJson[] {
  const { type } = vector
  if (DataType.isTimestamp(type))
    return nanosecondsOf(vector, type.unit).map((time) => (time === null ? null : { time }))
  if (DataType.isDuration(type))
    return nanosecondsOf(vector, type.unit).map((span) => (span === null ? null : { span }))
  if (DataType.isDictionary(type)) return vector.data.flatMap(decoded)
  return [...vector].map((value) => valueView(value, type))
}

function decoded(data: Data): GoldenJson[] {
  const categories = data.dictionary ? valuesOf(data.dictionary) : []
  const codes = data.values as Int32Array
  return Array.from({ length: data.length }, (_, row) =>
    data.getValid(row) ? (categories[Number(codes[row])] ?? null) : null,
  )
}

function valueView(value: unknown, type: DataType): GoldenJson {
  if (value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value))) return null
  if (DataType.isDate(type)) return { date: new Date(Number(value)).toISOString().slice(0, 10) }
  if (DataType.isFloat(type)) return Number(value)
  if (DataType.isList(type))
    return [...(value as Vector)].map((item) => valueView(item, type.valueType as DataType))
  return goldenFromApi(value)
}

/** A recorded column, or a frame of them, in the form of {@link frameView}; what is missing is null. */
export function recordedFrame(frame: GoldenJson): GoldenJson {
  if (!isGoldenObject(frame)) return frame
  const columns = Object.entries(new Fields(frame).fields('columns').object)
  return { columns: Object.fromEntries(columns.map(([name, column]) => [name, recordedColumn(column)])) }
}

export function recordedColumn(column: GoldenJson): GoldenJson {
  if (!isGoldenObject(column)) return column
  const { values = [], categories, ...rest } = column
  return {
    ...rest,
    values: isGoldenList(values) ? values.map(recordedValue) : values,
    ...(isGoldenList(categories ?? null) && {
      categories: { $set: (categories as readonly GoldenJson[]).map(recordedValue) },
    }),
  }
}

/** Arrays and tuples are lists; moments are numbers, since texts of them differ by zone and precision. */
function recordedValue(json: GoldenJson): GoldenJson {
  const cell = readCell(json)
  if (cell instanceof Moment) return { time: cell.nanoseconds }
  if (cell instanceof Span) return { span: cell.nanoseconds }
  if (cell instanceof CalendarDate) return { date: cell.toIso() }
  if (Array.isArray(cell) && isGoldenList(json)) return json.map(recordedValue)
  if (Array.isArray(cell)) return (cell as readonly GoldenJson[]).map((item) => item)
  if (cell === null || typeof cell === 'number') return cell
  return isGoldenObject(json) ? (Object.values(json)[0] ?? null) : json
}
