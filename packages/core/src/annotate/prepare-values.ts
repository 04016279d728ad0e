import { InvalidArgument, isLaminError, ValidationError } from '../errors.ts'
import { inferDtype } from '../identity/dtype/infer-dtype.ts'
import { CalendarDate } from '../identity/calendar-date.ts'
import { isCategoricalDtype, listItemDtype } from '../identity/dtype/simple-dtypes.ts'
import { pyRepr } from '../identity/python-text.ts'
import type { ValuesOfFeatures } from '../registries/annotation.ts'
import { inferenceValues } from '../registries/feature/inference-values.ts'
import { fieldThrough, sourceThrough } from '../registries/feature/values-through.ts'
import type { Feature } from '../registries/feature.ts'
import type { Schema } from '../registries/schema.ts'
import { isNew, metaOf } from '../registry/record-state.ts'
import { RegistryRecord } from '../registry/record.ts'
import { dictionaryCheckOf, type NamedRecords } from './dictionary-check.ts'
import { featuresByName, readKeys, type KeyedValues } from './feature-keys.ts'
import { hostOf, hostText, sheetSchema, type Host } from './host-values.ts'
import type { LinkedRecord, PreparedValue } from './linked-record.ts'
import { valueRepr } from './python-repr.ts'

export interface PrepareOptions {
  readonly action: 'add' | 'set' | 'update'
  /** Schema that the values are checked by, where the host has none of its own. */
  readonly schema?: Schema | undefined
  /** Values that are there already: the schema is checked with them as a whole. */
  readonly current?:
    | ((members: readonly Feature[]) => Promise<{ readonly [feature: string]: unknown }>)
    | undefined
}

/** Values that were found right, and the value of the index, which is the name of a record. */
export interface PreparedValues {
  readonly values: readonly PreparedValue[]
  readonly indexValue: string | undefined
}

/**
 * Checks values of features and brings them into the form in which they are stored.
 *
 * @throws ValidationError for unknown features and values that do not fit
 */
export async function prepareValues(
  record: RegistryRecord,
  given: ValuesOfFeatures,
  options: PrepareOptions,
): Promise<PreparedValues> {
  const host = hostOf(record)
  const keyed = await readKeys(host.instance, given)
  const schema = await applicableSchema(host, options.schema)
  const plan = await planFeatures(host, keyed, schema, options)
  if (host.kind === 'Record' && options.action === 'add') checkLists(plan.features, keyed.values)
  if (host.kind === 'Run') checkNoULabels(plan.features)
  const values = withoutEmpty(keyed.values)
  const named = await check(host, values, schema, plan, options)
  const isIndex = (feature: Feature): boolean => host.kind === 'Record' && feature.uid === plan.index?.uid
  return {
    values: plan.features
      .filter((one) => !isIndex(one))
      .map((one) => preparedValue(one, values[one.name], named.get(one.name))),
    indexValue: indexValue(plan.features.find(isIndex), values),
  }
}

interface FeaturePlan {
  /** Features that were given values. */
  readonly features: readonly Feature[]
  readonly members: readonly Feature[]
  readonly index: Feature | undefined
}

async function applicableSchema(host: Host, passed: Schema | undefined): Promise<Schema | undefined> {
  const own = await sheetSchema(host)
  if (own && passed) throw new InvalidArgument('Cannot pass schema if record.type has schema.')
  return own ?? passed
}

async function planFeatures(
  { instance }: Host,
  { values, names, features }: KeyedValues,
  schema: Schema | undefined,
  { action }: PrepareOptions,
): Promise<FeaturePlan> {
  if (!schema) {
    const all = [...features, ...(await featuresByName(instance, names, values))]
    return { features: all, members: all, index: undefined }
  }
  const members = (await schema.members) as Feature[]
  const index = await schema.index
  const allowed = index ? [...members.filter(({ uid }) => uid !== index.uid), index] : members
  const isAllowed = (feature: Feature): boolean => allowed.some(({ uid }) => uid === feature.uid)
  const outside = features.filter((feature) => !isAllowed(feature)).map(({ name }) => name)
  const unknown = action === 'add' ? [] : names.filter((name) => !allowed.some((one) => one.name === name))
  if (outside.length + unknown.length > 0) {
    throw new ValidationError(
      `These feature keys are not in the provided schema: ${pyRepr([...outside, ...unknown])}`,
    )
  }
  const named = allowed.filter(({ name }) => names.includes(name))
  return { features: [...features, ...named], members, index }
}

/** A record holds one value per feature, so that there is nothing to add to but lists. */
function checkLists(features: readonly Feature[], values: { readonly [feature: string]: unknown }): void {
  const scalars = features.filter(
    ({ name, dtype }) =>
      listItemDtype(dtype ?? '') === undefined && values[name] !== null && values[name] !== undefined,
  )
  if (scalars.length === 0) return
  throw new ValidationError(
    `Cannot use add_values() for to-one features on a Record: ${pyRepr(scalars.map(({ name }) => name))}. Use set_values() to replace all feature annotations.`,
  )
}

/** The table of ULabels of runs says nothing about features. */
function checkNoULabels(features: readonly Feature[]): void {
  const feature = features.find(
    ({ dtype }) => /\bULabel\b/.test(dtype ?? '') && isCategoricalDtype(dtype ?? ''),
  )
  if (!feature) return
  throw new ValidationError(
    `Runs cannot have values of feature '${feature.name}': its dtype is ${feature.dtype}, and ULabels of runs belong to no feature.`,
    { hint: 'Use a feature of dtype cat[Record].' },
  )
}

/** Empty lists and dictionaries, and not-a-number, say that there is no value. */
export function withoutEmpty(values: { readonly [feature: string]: unknown }): {
  [feature: string]: unknown
} {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isEmpty(value) ? null : value]),
  )
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (typeof value === 'number') return Number.isNaN(value)
  if (Array.isArray(value)) return value.length === 0
  if (value instanceof Set || value instanceof Map) return value.size === 0
  return (
    typeof value === 'object' &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.keys(value).length === 0
  )
}

async function check(
  host: Host,
  values: { readonly [feature: string]: unknown },
  schema: Schema | undefined,
  { features, members, index }: FeaturePlan,
  { action, current }: PrepareOptions,
): Promise<NamedRecords> {
  try {
    const all = schema && current ? { ...(await current(members)), ...values } : values
    return await dictionaryCheckOf(host.instance).check({ rows: [all], schema, members, index })
  } catch (error) {
    if (!isLaminError(error, 'VALIDATION_ERROR')) throw error
    const dtypes = new Map(features.map(({ name, dtype }) => [name, dtype]))
    const shown = Object.entries(values).map(([name, value]) => {
      const dtype = dtypes.get(name)
      return `'${name}'${dtype ? ` (${dtype})` : ''}=${valueRepr(value)}`
    })
    const what = shown.length > 0 ? shown.join(', ') : '(none)'
    const { problems } = error as ValidationError
    throw new ValidationError(
      `Failed to ${action} features on ${await hostText(host)}: ${what}. ${error.message}`,
      { cause: error, problems },
    )
  }
}

/** A value that was found right, in the form in which it is stored. */
export function preparedValue(
  feature: Feature,
  value: unknown,
  named: ReadonlyMap<unknown, readonly LinkedRecord[]> | undefined,
): PreparedValue {
  const field = fieldThrough(feature._aux)
  const source = sourceThrough(feature._aux)
  const isNothing = value === null || value === undefined
  if (isNothing && field !== undefined) return { feature, kind: 'field', field, value: null }
  if (isNothing && source !== undefined) return { feature, kind: 'reverse', source, records: [] }
  if (isNothing) return { feature, kind: 'none' }
  const dtype = feature.dtype ?? ''
  if (field !== undefined && !isCategoricalDtype(dtype)) return { feature, kind: 'field', field, value }
  if (!isCategoricalDtype(dtype)) {
    return { feature, kind: 'json', value: plain(inferDtype(value, dtype, inferenceValues).value) }
  }
  const items = Array.isArray(value) || value instanceof Set ? [...(value as Iterable<unknown>)] : [value]
  const records = items.flatMap((item) => linkedRecord(feature, item, named))
  if (source !== undefined) return { feature, kind: 'reverse', source, records }
  if (field !== undefined)
    return { feature, kind: 'field', field: `${field}Id`, value: records[0]?.id ?? null }
  return { feature, kind: 'records', records }
}

/** Sets are stored as lists, days and times in lists as texts. */
function plain(value: unknown): unknown {
  if (value instanceof Set) return plain([...value])
  if (!Array.isArray(value)) return value
  return value.map((item: unknown) => {
    const isTime = item instanceof Date || item instanceof CalendarDate
    return isTime ? inferDtype(item, undefined, inferenceValues).value : plain(item)
  })
}

function linkedRecord(
  feature: Feature,
  value: unknown,
  named: ReadonlyMap<unknown, readonly LinkedRecord[]> | undefined,
): LinkedRecord[] {
  if (value instanceof RegistryRecord) {
    if (isNew(value)) throw new ValidationError(`Please save ${value.toString()} before annotation.`)
    return [{ meta: metaOf(value), id: value.id }]
  }
  const found = named?.get(value) ?? named?.get(String(value)) ?? []
  if (found.length > 1) {
    throw new ValidationError(
      `Cannot unambiguously resolve ${valueRepr(value)} for feature ${valueRepr(feature.name)}. Pass the intended record object instead of a string.`,
    )
  }
  return [...found]
}

function indexValue(
  index: Feature | undefined,
  values: { readonly [feature: string]: unknown },
): string | undefined {
  if (!index || !Object.hasOwn(values, index.name)) return undefined
  const value = values[index.name]
  if (typeof value === 'string') return value
  throw new InvalidArgument(
    `The value of the index feature '${index.name}' is the name of the record and must be a text.`,
  )
}
