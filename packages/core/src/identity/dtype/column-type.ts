import { InvalidArgument } from '../../errors.ts'
import { isCategoricalDtype, listItemDtype } from './simple-dtypes.ts'

/**
 * The parts of an Arrow type that matter here. The types of `apache-arrow` have this shape; numbers are those of its
 * enumerations.
 *
 * @see https://arrow.apache.org/docs/format/Columnar.html
 */
export interface ArrowTypeLike {
  readonly typeId: number
  readonly bitWidth?: number
  readonly isSigned?: boolean
  /** Of floats: 0, 1, 2 for 16, 32, 64 bits. */
  readonly precision?: number
  /** Of dates: 0 for days, 1 for milliseconds. Of timestamps and durations: 0 to 3 for s, ms, us, ns. */
  readonly unit?: number
  readonly timezone?: string | null
  /** Of dictionaries: the type of the values. */
  readonly dictionary?: ArrowTypeLike
  readonly children?: readonly { readonly type: ArrowTypeLike }[] | null
}

const timeUnits = ['s', 'ms', 'us', 'ns']

/** Names of Arrow types by `typeId`, of those that the name alone describes. */
const plainNames: ReadonlyMap<number, string> = new Map([
  [1, 'null'],
  [4, 'binary'],
  [5, 'utf8'],
  [6, 'bool'],
  [7, 'decimal'],
  [9, 'time'],
  [11, 'interval'],
  [13, 'struct'],
  [14, 'union'],
  [15, 'fixed_size_binary'],
  [17, 'map'],
  [19, 'large_binary'],
  [20, 'large_utf8'],
  [23, 'binary_view'],
  [24, 'utf8_view'],
])

const listNames: ReadonlyMap<number, string> = new Map([
  [12, 'list'],
  [16, 'fixed_size_list'],
  [21, 'large_list'],
])

/** The name of an Arrow type: `int64`, `utf8`, `dictionary<utf8>`, `timestamp[ns, UTC]`, `list<float64>`. */
export function columnTypeName(type: ArrowTypeLike): string {
  const list = listNames.get(type.typeId)
  if (list !== undefined) return `${list}<${nameOfInner(type.children?.[0]?.type)}>`
  switch (type.typeId) {
    case -1:
      return `dictionary<${nameOfInner(type.dictionary)}>`
    case 2:
      return `${type.isSigned === false ? 'u' : ''}int${type.bitWidth ?? ''}`
    case 3:
      return `float${16 * 2 ** (type.precision ?? 2)}`
    case 8:
      return type.unit === 1 ? 'date64' : 'date32'
    case 10:
      return `timestamp[${timeUnits[type.unit ?? 3]}${type.timezone ? `, ${type.timezone}` : ''}]`
    case 18:
      return `duration[${timeUnits[type.unit ?? 3]}]`
    default:
      return plainNames.get(type.typeId) ?? `type ${type.typeId}`
  }
}

function nameOfInner(type: ArrowTypeLike | undefined): string {
  return type === undefined ? 'null' : columnTypeName(type)
}

const list = /^(?:large_|fixed_size_)?list(?:_view)?<(?:(?:item|element|l): )?(?<item>.+)>(?:\[\d+\])?$/

/** Dtypes of columns, by the names that this package and pyarrow give their Arrow types. */
const dtypePatterns: readonly (readonly [RegExp, string])[] = [
  [/^u?int(?:8|16|32|64)?$/, 'int'],
  [/^(?:float(?:16|32|64)?|half_?float|double)$/, 'float'],
  [/^bool$/, 'bool'],
  [/^(?:(?:large_)?(?:utf8|string)|(?:utf8|string)_view|null)$/, 'str'],
  [/^dictionary(?:<.*>)?$/, 'cat[ULabel]'],
  [/^timestamp\[\w+\]$/, 'datetime'],
  [/^timestamp\[\w+, .+\]$/, 'datetime64[ns, UTC]'],
  [/^date(?:32|64)(?:\[\w+\])?$/, 'date'],
  [/^(?:struct|map)(?:<.*>)?$/, 'dict'],
]

/**
 * The dtype that a feature for a column gets. A column without any value counts as text, as in the reference.
 *
 * @param type - name of the Arrow type, see {@link columnTypeName}
 * @throws {@link InvalidArgument} when no dtype fits, as for durations and complex numbers
 */
export function dtypeOfColumnType(type: string): string {
  const item = list.exec(type)?.groups?.['item']
  if (item !== undefined) return `list[${dtypeOfColumnType(item)}]`
  const dtype = dtypePatterns.find(([pattern]) => pattern.test(type))?.[1]
  if (dtype !== undefined) return dtype
  throw new InvalidArgument(`No dtype fits columns of type '${type}'.`, {
    hint: 'Convert the column to numbers, booleans, texts, dates, times, dictionaries or lists of these.',
  })
}

const columnTypes: ReadonlyMap<string, string> = new Map([
  ['str', 'utf8'],
  ['url', 'utf8'],
  ['path', 'utf8'],
  ['int', 'int64'],
  ['num', 'float64'],
  ['float', 'float64'],
  ['bool', 'bool'],
  ['datetime', 'timestamp[ns]'],
  ['datetime64[ns, UTC]', 'timestamp[ns, UTC]'],
  ['date', 'date32'],
])

/**
 * The type of a column that is built for values of a dtype.
 *
 * @returns `undefined` where the values decide: `dict`, `object` and lists of these
 */
export function columnTypeOfDtype(dtype: string): string | undefined {
  const item = listItemDtype(dtype)
  if (item === undefined) return isCategoricalDtype(dtype) ? 'dictionary<utf8>' : columnTypes.get(dtype)
  const itemType = isCategoricalDtype(item) ? 'utf8' : columnTypeOfDtype(item)
  return itemType === undefined ? undefined : `list<${itemType}>`
}
