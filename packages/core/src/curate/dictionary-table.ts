import { InvalidArgument, ValidationError } from '../errors.ts'
import { CalendarDate } from '../identity/calendar-date.ts'
import { splitCategoricalMember } from '../identity/dtype/categorical-member.ts'
import { categoricalMembers, isCategoricalDtype, listItemDtype } from '../identity/dtype/simple-dtypes.ts'
import { parseIsoDatetime } from '../identity/iso-datetime.ts'
import type { Instance } from '../instance/instance.ts'
import type { Feature } from '../registries/feature.ts'
import { typeOfDtype } from '../registries/feature/dtype-types.ts'
import { nameOf } from '../registry/names.ts'
import { QuerySet } from '../registry/query-set.ts'
import { fieldOf, isNew, metaOf } from '../registry/record-state.ts'
import { RegistryRecord } from '../registry/record.ts'
import { belowType } from '../registry/below-type.ts'
import type { DataTable } from './table/data-table.ts'
import { mixedColumn } from './table/describe-column.ts'
import type { MemoryColumn } from './table/memory-table.ts'
import { isMissing } from './table/missing.ts'
import { columnOfValues, memoryTable } from './table/open-data.ts'

/** Values of features by name. */
export type FeatureValues = { readonly [feature: string]: unknown }

/** Dictionaries as rows of a table. */
export interface DictionaryTable {
  readonly table: DataTable
  /** Keys whose values are lists of categories. */
  readonly categoryLists: ReadonlySet<string>
}

/**
 * Makes a table of dictionaries, each a row. Values of categorical features become categories; the value of the index
 * becomes the row label.
 *
 * @throws ValidationError for a record that is not saved or of another type, and for features of one name
 */
export async function dictionaryTable(
  instance: Instance,
  rows: readonly FeatureValues[],
  members: readonly Feature[],
  index: Feature | undefined,
): Promise<DictionaryTable> {
  checkNames(members)
  const byName = new Map([...members, ...(index ? [index] : [])].map((feature) => [feature.name, feature]))
  const categoryLists = new Set<string>()
  const columns: MemoryColumn[] = []
  for (const name of new Set(rows.flatMap((row) => Object.keys(row)))) {
    const values = rows.map((row) => row[name])
    const feature = byName.get(name)
    const isCategory = feature !== undefined && isCategoricalDtype(feature.dtype ?? '')
    if (isCategory && feature !== index) await checkRecords(instance, feature, values)
    if (isCategory && values.some(isList)) categoryLists.add(name)
    columns.push(await columnOfDictionaries(name, values, feature, isCategory && feature !== index))
  }
  const indexName = index && rows.some((row) => Object.hasOwn(row, index.name)) ? index.name : undefined
  return { table: memoryTable(columns, rows.length, { index: indexName }), categoryLists }
}

function checkNames(members: readonly Feature[]): void {
  const groups = Map.groupBy(members, ({ name }) => name)
  const shared = [...groups].filter(([, group]) => group.length > 1).map(([name]) => `'${name}'`)
  if (shared.length > 0) throw new ValidationError(`features ${shared.join(', ')} share a name`)
}

const isList = (value: unknown): value is readonly unknown[] | ReadonlySet<unknown> =>
  Array.isArray(value) || value instanceof Set || value instanceof QuerySet

async function columnOfDictionaries(
  name: string,
  values: readonly unknown[],
  feature: Feature | undefined,
  isCategory: boolean,
): Promise<MemoryColumn> {
  const dtype = feature?.dtype ?? undefined
  const hasList = values.some(isList)
  if (isCategory && !hasList && dtype !== undefined && listItemDtype(dtype) === undefined) {
    const column = { name, field: undefined, kind: 'category', physical: 'category' } as const
    return { column, chunks: [values] }
  }
  if (values.every(isMissing) && dtype?.startsWith('datetime'))
    return missingTimes(name, dtype, values.length)
  if (hasList || values.some(isNested)) return { column: mixedColumn(name), chunks: [values] }
  return columnOfValues(name, dtype === 'datetime64[ns, UTC]' ? values.map(instantOf) : values, dtype)
}

/** Times without zone, days and ISO texts count as UTC where times with zone are asked for. */
function instantOf(value: unknown): unknown {
  if (value instanceof Date) return new Date(value.getTime())
  if (typeof value !== 'string' && !(value instanceof CalendarDate)) return value
  const parts = parseIsoDatetime(String(value).trim())
  return parts === undefined ? value : new Date(parts.epochMilliseconds)
}

const isNested = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !(value instanceof Date) &&
  (ArrayBuffer.isView(value) || isPlain(value))

const isPlain = (value: object): boolean =>
  value instanceof Map || Object.getPrototypeOf(value) === Object.prototype

async function missingTimes(name: string, dtype: string, rows: number): Promise<MemoryColumn> {
  const arrow = await import('apache-arrow')
  const type = new arrow.TimestampNanosecond(dtype === 'datetime' ? null : 'UTC')
  const { arrowColumn } = await import('./table/describe-column.ts')
  const chunk = arrow.makeData({
    type,
    length: rows,
    nullCount: rows,
    nullBitmap: new Uint8Array((rows + 7) >> 3),
    data: new BigInt64Array(rows),
  })
  return { column: arrowColumn(new arrow.Field(name, type, true)), chunks: [chunk] }
}

/** Records must be saved and, under a typed dtype, be of the type or of one below it. */
async function checkRecords(instance: Instance, feature: Feature, values: readonly unknown[]): Promise<void> {
  const records = values
    .flatMap((value) => (isList(value) ? [...(value as Iterable<unknown>)] : [value]))
    .filter((item) => item instanceof RegistryRecord)
  for (const record of records) {
    if (isNew(record)) throw new ValidationError(`${metaOf(record).name} ${nameOf(record)} is not saved.`)
    if (metaOf(record).registry.instance !== instance) {
      throw new InvalidArgument(`${metaOf(record).name} ${nameOf(record)} is a record of another instance.`)
    }
  }
  if (records.length > 0) await checkType(instance, feature, records)
}

async function checkType(
  instance: Instance,
  feature: Feature,
  records: readonly RegistryRecord[],
): Promise<void> {
  const [first] = (categoricalMembers(listItemDtype(feature.dtype ?? '') ?? feature.dtype ?? '') ?? '').split(
    '|',
  )
  const { registry, typeUid } = splitCategoricalMember(first ?? '')
  if (typeUid === undefined) return
  const { meta } = instance.registryNamed(registry)
  const type = await typeOfDtype(instance, meta, typeUid)
  const ids = records.filter((record) => metaOf(record) === meta).map(({ id }) => id)
  const below = new QuerySet<RegistryRecord>(meta.registry).filter({ id: { $in: ids } })
  const fitting = new Set((await below.where(belowType(meta, type.id))).map(({ id }) => id))
  const wrong = records.find((record) => metaOf(record) !== meta || !fitting.has(record.id))
  if (!wrong) return
  const actual = (await fieldOf(wrong, 'type')) as RegistryRecord | null | undefined
  throw new ValidationError(
    `Expected a record of type '${nameOf(type)}' for feature '${feature.name}', but received '${nameOf(wrong)}' of type '${actual ? nameOf(actual) : 'None'}'.`,
  )
}
