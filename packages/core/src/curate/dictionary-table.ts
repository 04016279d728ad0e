import { InvalidArgument, ValidationError } from '../errors.ts'
import { splitCategoricalMember } from '../identity/dtype/categorical-member.ts'
import { categoricalMembers, isCategoricalDtype, listItemDtype } from '../identity/dtype/simple-dtypes.ts'
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

/** A dictionary as a table of one row. */
export interface DictionaryTable {
  readonly table: DataTable
  /** Keys whose values are lists of categories. */
  readonly categoryLists: ReadonlySet<string>
}

/**
 * Makes a table of one row of a dictionary. Values of categorical features become categories; the value of the index
 * becomes the row label.
 *
 * @throws ValidationError for a record that is not saved or of another type, and for features of one name
 * @see curation.md 4.6
 */
export async function dictionaryTable(
  instance: Instance,
  values: FeatureValues,
  members: readonly Feature[],
  index: Feature | undefined,
): Promise<DictionaryTable> {
  checkNames(members)
  const byName = new Map([...members, ...(index ? [index] : [])].map((feature) => [feature.name, feature]))
  const categoryLists = new Set<string>()
  const columns: MemoryColumn[] = []
  for (const [name, value] of Object.entries(values)) {
    const feature = byName.get(name)
    const isCategory = feature !== undefined && isCategoricalDtype(feature.dtype ?? '')
    if (isCategory && feature !== index) await checkRecords(instance, feature, value)
    if (isCategory && isList(value)) categoryLists.add(name)
    columns.push(await columnOfValue(name, value, feature, isCategory && feature !== index))
  }
  const indexName = index && Object.hasOwn(values, index.name) ? index.name : undefined
  return { table: memoryTable(columns, 1, { index: indexName }), categoryLists }
}

function checkNames(members: readonly Feature[]): void {
  const groups = Map.groupBy(members, ({ name }) => name)
  const shared = [...groups].filter(([, group]) => group.length > 1).map(([name]) => `'${name}'`)
  if (shared.length > 0) throw new ValidationError(`features ${shared.join(', ')} share a name`)
}

const isList = (value: unknown): value is readonly unknown[] | ReadonlySet<unknown> =>
  Array.isArray(value) || value instanceof Set || value instanceof QuerySet

async function columnOfValue(
  name: string,
  value: unknown,
  feature: Feature | undefined,
  isCategory: boolean,
): Promise<MemoryColumn> {
  const dtype = feature?.dtype ?? undefined
  if (isCategory && !isList(value) && dtype !== undefined && listItemDtype(dtype) === undefined) {
    const column = { name, field: undefined, kind: 'category', physical: 'category' } as const
    return { column, chunks: [[value]] }
  }
  if (isMissing(value) && dtype?.startsWith('datetime')) return missingTime(name, dtype)
  const isNested = typeof value === 'object' && value !== null && !(value instanceof Date)
  if (isNested && (isList(value) || ArrayBuffer.isView(value) || isPlain(value)))
    return { column: mixedColumn(name), chunks: [[value]] }
  if (value instanceof Date && dtype === 'datetime64[ns, UTC]') return zonedTime(name, value)
  return columnOfValues(name, [value], dtype)
}

const isPlain = (value: object): boolean =>
  value instanceof Map || Object.getPrototypeOf(value) === Object.prototype

async function missingTime(name: string, dtype: string): Promise<MemoryColumn> {
  const arrow = await import('apache-arrow')
  const type = new arrow.TimestampNanosecond(dtype === 'datetime' ? null : 'UTC')
  const { arrowColumn } = await import('./table/describe-column.ts')
  const chunk = arrow.makeData({
    type,
    length: 1,
    nullCount: 1,
    nullBitmap: new Uint8Array(1),
    data: new BigInt64Array(1),
  })
  return { column: arrowColumn(new arrow.Field(name, type, true)), chunks: [chunk] }
}

/** A time without zone counts as UTC where times with zone are asked for. */
const zonedTime = (name: string, time: Date): Promise<MemoryColumn> =>
  columnOfValues(name, [new Date(time.getTime())], 'datetime64[ns, UTC]')

/** Records must be saved and, under a typed dtype, be of the type or of one below it. */
async function checkRecords(instance: Instance, feature: Feature, value: unknown): Promise<void> {
  const records = (isList(value) ? [...(value as Iterable<unknown>)] : [value]).filter(
    (item) => item instanceof RegistryRecord,
  )
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
