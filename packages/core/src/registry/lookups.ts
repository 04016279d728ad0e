import { FieldError, InvalidArgument, NotSupported } from '../errors.ts'
import { comparisons } from './comparison.ts'
import { hasFeatureValues } from './feature-conditions.ts'
import { findAlias, type FieldAlias } from './field-alias.ts'
import type { ColumnMeta, RegistryMeta, RelationMeta } from './registry-meta.ts'
import { unknownField } from './where.ts'

/** Lookups under their names, `size__gt`; several hold together. */
export type Lookups = Iterable<readonly [name: string, value: unknown]>

/**
 * Translates lookups as Python and REST write them into a condition object: `size__gt=3` becomes `{ size: { $gt: 3 } }`,
 * `ulabels__name=raw` becomes `{ ulabels: { name: 'raw' } }`. Names are those of the columns or of the fields here. Texts
 * become what the column holds: numbers, booleans, JSON; `None` and `null` mean no value, but in a text column, where
 * `__isnull` says that. Lists (`__in`, `__range`) are arrays, or texts separated by commas.
 *
 * @throws {@link FieldError} for a field that the registry does not have, or a comparison that there is not
 * @throws {@link InvalidArgument} for a text that the column cannot hold
 * @example conditionFromLookups(db.Artifact.meta, [['size__gt', '1000'], ['suffix__in', '.csv,.parquet']])
 */
export function conditionFromLookups(meta: RegistryMeta, lookups: Lookups): object {
  const given = [...lookups]
  if (asksForFeatures(meta, given)) return featureLookups(given)
  const merged: Condition = {}
  const separate: object[] = []
  for (const [name, value] of given) {
    const condition = translate(meta, name, name.split('__'), value)
    if (!mergeInto(merged, condition)) separate.push(simplify(condition))
  }
  const simple = simplify(merged)
  return separate.length === 0 ? simple : { $and: [simple, ...separate] }
}

/** A condition whose comparisons are all spelled out, `{ name: { $eq: 'raw' } }`, so that two can be merged. */
interface Condition {
  [key: string]: unknown
}

const operators: ReadonlyMap<string, keyof typeof comparisons> = new Map(
  Object.entries({
    exact: '$eq',
    iexact: '$iexact',
    contains: '$contains',
    icontains: '$icontains',
    in: '$in',
    gt: '$gt',
    gte: '$gte',
    lt: '$lt',
    lte: '$lte',
    startswith: '$startsWith',
    istartswith: '$istartsWith',
    endswith: '$endsWith',
    iendswith: '$iendsWith',
    range: '$range',
    isnull: '$isNull',
    regex: '$regex',
    iregex: '$iregex',
    has_key: '$hasKey',
    has_keys: '$hasKeys',
    has_any_keys: '$hasAnyKeys',
  } as const),
)

/** The first lookup decides whether they are about fields or about values of features. */
function asksForFeatures(meta: RegistryMeta, [first]: readonly (readonly [string, unknown])[]): boolean {
  if (first === undefined || !hasFeatureValues(meta)) return false
  const [head = ''] = first[0].split('__')
  return (
    head !== 'pk' &&
    head !== 'transform' &&
    findColumn(meta, head) === undefined &&
    findRelation(meta, head) === undefined &&
    findAlias(meta, camelCase(head)) === undefined
  )
}

/** `temperature__gt=21` becomes `{ $features: { temperature: { $gt: 21 } } }`. */
function featureLookups(lookups: readonly (readonly [string, unknown])[]): object {
  const features: { [feature: string]: { [operator: string]: unknown } } = {}
  for (const [name, value] of lookups) {
    const [head = '', operation = 'exact', ...beyond] = name.split('__')
    features[head] = { ...features[head], ...featureComparison([operation, ...beyond], name, value) }
  }
  return { $features: features }
}

/** A comparison of a feature, or of what lies under a key of its value. */
function featureComparison(
  [operation = 'exact', ...beyond]: readonly string[],
  lookup: string,
  value: unknown,
): { [operator: string]: unknown } {
  const operator = operators.get(operation)
  if (operator === undefined)
    return {
      $key: { [operation]: beyond.length === 0 ? value : featureComparison(beyond, lookup, value) },
    }
  if (beyond.length > 0)
    throw new FieldError(
      `Unsupported lookup '${lookup}' of a feature. Known are: ${[...operators.keys()].join(', ')}`,
    )
  if (value === null && operator !== '$eq') throw noOperand(lookup)
  const isList = operator === '$in' || operator === '$range'
  return { [operator]: isList ? toList(value) : operator === '$isNull' ? isTrue(value, lookup) : value }
}

function translate(
  meta: RegistryMeta,
  lookup: string,
  [head = '', ...rest]: readonly string[],
  value: unknown,
): Condition {
  const column = findColumn(meta, head)
  if (column !== undefined) return { [column.property]: compareColumn(column, lookup, rest, value) }
  const relation = findRelation(meta, head)
  if (relation !== undefined) return throughRelation(relation, lookup, rest, value)
  const alias = findAlias(meta, camelCase(head))
  if (alias !== undefined) return throughAlias(meta, camelCase(head), alias, { lookup, rest, value })
  if (head === 'pk') return translate(meta, lookup, ['id', ...rest], value)
  if (head === 'transform' && meta.name === 'Artifact')
    return translate(meta, lookup, ['run', head, ...rest], value)
  throw unknownField(meta, head)
}

/** The condition keeps the other name where values have to be translated: names of a status stay texts until then. */
function throughAlias(
  meta: RegistryMeta,
  name: string,
  { field, toStored }: FieldAlias,
  {
    lookup,
    rest,
    value,
  }: { readonly lookup: string; readonly rest: readonly string[]; readonly value: unknown },
): Condition {
  const column = meta.columns.get(field)
  if (column === undefined) throw unknownField(meta, name)
  if (toStored === undefined) return { [field]: compareColumn(column, lookup, rest, value) }
  return { [name]: compareColumn({ ...column, isText: true }, lookup, rest, value) }
}

function findColumn(meta: RegistryMeta, name: string): ColumnMeta | undefined {
  return meta.columns.get(camelCase(name)) ?? [...meta.columns.values()].find((one) => one.column === name)
}

function findRelation(meta: RegistryMeta, name: string): RelationMeta | undefined {
  return meta.relations.get(name) ?? meta.relations.get(camelCase(name))
}

/** `n_files` → `nFiles`, `_real_key` → `_realKey`. */
function camelCase(name: string): string {
  return name.replaceAll(/(?<=[A-Za-z0-9])_([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function throughRelation(
  { name, target }: RelationMeta,
  lookup: string,
  rest: readonly string[],
  value: unknown,
): Condition {
  const [next] = rest
  if (next === 'isnull') return isTrue(value, lookup) ? { [name]: null } : { $not: { [name]: null } }
  if (next !== undefined && !operators.has(next)) {
    const condition = { [name]: translate(target, lookup, rest, value) }
    // Where there is no related record, its fields have no value.
    return asksForNothing(rest, value, lookup) ? { $or: [{ [name]: null }, simplify(condition)] } : condition
  }
  if (next === undefined && isNone(value)) return { [name]: null }
  if (next === undefined && typeof value === 'string' && !/^\d+$/.test(value)) {
    throw new FieldError(`Invalid lookup '${value}' for ${lookup}. Did you mean ${lookup}__name?`)
  }
  // A relation compared to a value means the id of the related row.
  return { [name]: translate(target, lookup, ['id', ...rest], value) }
}

function asksForNothing(path: readonly string[], value: unknown, lookup: string): boolean {
  if (path.at(-1) === 'isnull') return isTrue(value, lookup)
  return value === null && (path.at(-1) === 'exact' || !operators.has(path.at(-1) ?? ''))
}

function compareColumn(
  column: ColumnMeta,
  lookup: string,
  rest: readonly string[],
  value: unknown,
): Condition {
  const [operation = 'exact', ...beyond] = rest
  if (beyond.length === 0 && (operation === 'year' || operation === 'date'))
    return period(operation, lookup, value)
  const operator = operators.get(operation)
  if (operation === 'contained_by' && column.isJson)
    throw new NotSupported('contained_by lookup is not supported on this database backend.')
  if (operator === undefined && column.isJson)
    return { $key: { [operation]: underKey(column, lookup, beyond, value) } }
  if (operator === undefined || beyond.length > 0 || (isAboutKeys(operator) && !column.isJson))
    throw unknownLookup(lookup, column)
  if (operator === '$isNull') return { $isNull: isTrue(value, lookup) }
  if (value === null && operator === '$iexact') return { $isNull: true }
  if (value === null && operator !== '$eq') throw noOperand(lookup)
  if (operator === '$hasKeys' || operator === '$hasAnyKeys') return { [operator]: toList(value).map(String) }
  if (operator === '$in' || operator === '$range') {
    const list = toList(value)
      .filter((one) => one !== null)
      .map((one) => parseValue(column, lookup, one))
    if (operator === '$range' && list.length !== 2)
      throw new InvalidArgument(`'${lookup}' takes two values, its ends; ${list.length} were given.`)
    return { [operator]: list }
  }
  return { [operator]: takesText(operator) ? String(value) : parseValue(column, lookup, value) }
}

/** `extra_data__a__gt` looks below the key `a`; what ends a lookup and is no comparison is one more key. */
function underKey(column: ColumnMeta, lookup: string, rest: readonly string[], value: unknown): unknown {
  const [next] = rest
  if (next === undefined) return parseValue(column, lookup, value)
  return compareColumn(column, lookup, rest, value)
}

const noOperand = (lookup: string): InvalidArgument =>
  new InvalidArgument(`Cannot use None as a query value, as in '${lookup}'.`, {
    hint: "Ask for rows without a value by '__isnull'.",
  })

const isAboutKeys = (operator: string): boolean => operator.startsWith('$has')

const takesText = (operator: string): boolean => !['$eq', '$gt', '$gte', '$lt', '$lte'].includes(operator)

/** A day or a year as the half-open range of its moments, in UTC. */
function period(unit: 'year' | 'date', lookup: string, value: unknown): Condition {
  const text = String(value)
  const isWellFormed = unit === 'year' ? /^\d{4}$/.test(text) : /^\d{4}-\d\d-\d\d$/.test(text)
  const start = new Date(unit === 'year' ? `${text}-01-01` : text)
  if (!isWellFormed || Number.isNaN(start.getTime()))
    throw new InvalidArgument(
      `'${lookup}' takes ${unit === 'year' ? 'a year' : 'a day as 2026-01-31'}; '${text}' was given.`,
    )
  const end = new Date(start)
  if (unit === 'year') end.setUTCFullYear(end.getUTCFullYear() + 1)
  else end.setUTCDate(end.getUTCDate() + 1)
  return { $gte: dayOf(start), $lt: dayOf(end) }
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10)

function unknownLookup(lookup: string, column: ColumnMeta): FieldError {
  const known = [...operators.keys(), 'date', 'year'].join(', ')
  return new FieldError(`Unsupported lookup '${lookup}' of field '${column.property}'. Known are: ${known}`)
}

function toList(value: unknown): readonly unknown[] {
  if (typeof value !== 'string')
    return Symbol.iterator in Object(value) ? [...(value as Iterable<unknown>)] : [value]
  return value.split(',').map((part) => part.trim())
}

const isNone = (value: unknown): boolean => value === null || value === 'None' || value === 'null'

const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
])

function isTrue(value: unknown, lookup: string): boolean {
  const truth = typeof value === 'boolean' ? value : truths.get(String(value).toLowerCase())
  if (truth === undefined)
    throw new InvalidArgument(`'${lookup}' takes true or false; '${String(value)}' was given.`)
  return truth
}

function parseValue(column: ColumnMeta, lookup: string, value: unknown): unknown {
  if (typeof value !== 'string' || column.isText) return value
  if (isNone(value)) return null
  if (column.isBoolean) return isTrue(value, lookup)
  if (column.isJson) return parseJson(value)
  return /int|double|float|real|numeric/.test(column.databaseType) ? parseNumber(column, value) : value
}

function parseNumber({ property }: ColumnMeta, text: string): number {
  const number = Number(text)
  if (text.trim() === '' || Number.isNaN(number))
    throw new InvalidArgument(`Field '${property}' expected a number but got '${text}'.`)
  return number
}

/** A text that is no JSON stands for itself, so that texts need no quotes. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** @returns false, and nothing is changed, when both compare the same field in the same way */
function mergeInto(target: Condition, source: Condition): boolean {
  if (!canMerge(target, source)) return false
  for (const [key, value] of Object.entries(source)) {
    if (isObject(target[key]) && isObject(value)) mergeInto(target[key], value)
    else target[key] = value
  }
  return true
}

function canMerge(target: Condition, source: Condition): boolean {
  return Object.entries(source).every(([key, value]) => {
    if (!Object.hasOwn(target, key)) return true
    const present = target[key]
    // Two negations are two conditions, whatever they are about.
    return key !== '$not' && isObject(present) && isObject(value) && canMerge(present, value)
  })
}

/** `{ name: { $eq: 'raw' } }` → `{ name: 'raw' }` */
function simplify(condition: Condition): Condition {
  const entries = Object.entries(condition).map(([key, value]) => {
    if (!isObject(value)) return [key, value]
    const keys = Object.keys(value)
    const isEquality = keys.length === 1 && keys[0] === '$eq'
    return [key, isEquality ? value['$eq'] : simplify(value)]
  })
  return Object.fromEntries(entries) as Condition
}

function isObject(value: unknown): value is Condition {
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype
}
