import { ValidationError } from '../../errors.ts'
import { Float } from '../python-float.ts'
import { pyRepr, pyStr } from '../python-text.ts'
import {
  type CategoricalMember,
  hasTypesInDtypes,
  joinCategoricalMember,
  splitCategoricalMember,
} from './categorical-member.ts'
import { categoricalMembers, isSimpleDtype } from './simple-dtypes.ts'

/** A row as the value of a filter. */
export interface CatFilterRecord {
  /** Class name of its registry, as errors name it. */
  readonly registry: string
  readonly uid: string
  /** @param name - in the spelling of the database */
  hasAttribute(name: string): boolean
}

export type CatFilterValue = string | number | bigint | boolean | Float | CatFilterRecord | null | undefined

/** Conditions on the rows of a registry, by field or relation in the spelling of the database. */
export type CatFilters = Readonly<Record<string, CatFilterValue>>

/**
 * Adds filters to a categorical dtype: `cat[bionty.Disease]` → `cat[bionty.Disease[source__uid=<uid>]]`. A simple dtype
 * stays as it is.
 *
 * @throws {@link ValidationError} for unions, lists and dtypes that have filters already, for empty values, unknown
 *   attributes, selectors of different types, and texts that cannot be quoted
 */
export function withCatFilters(dtype: string, filters: CatFilters): string {
  if (Object.keys(filters).length === 0 || isSimpleDtype(dtype)) return dtype
  const member = filterableMember(dtype)
  for (const [key, value] of Object.entries(filters)) checkFilter(key, value)
  const conditions = normalizedConditions(filters, member.typeUid)
  const typeUid = hasTypesInDtypes(member.registry) ? conditions.get('type__uid') : undefined
  if (typeUid !== undefined) conditions.delete('type__uid')
  return `cat[${joinCategoricalMember({
    ...member,
    typeUid: typeUid === undefined ? undefined : pyStr(typeUid),
    filters: [...conditions].map(([key, value]) => `${key}=${filterValueText(value)}`).join(', '),
  })}]`
}

/** The only member of the dtype, if it can take filters. */
function filterableMember(dtype: string): CategoricalMember {
  if (dtype.includes('|'))
    throw new ValidationError(`cat_filters are incompatible with union dtypes: '${dtype}'`)
  const text = categoricalMembers(dtype)
  const member = text ? splitCategoricalMember(text) : undefined
  if (!member || member.filters !== '') {
    throw new ValidationError(`cat_filters are incompatible with nested dtypes: '${dtype}'`, {
      hint: 'Pass a single registry, field or type as dtype.',
    })
  }
  return member
}

function checkFilter(key: string, value: CatFilterValue): void {
  if (isEmpty(value)) throw new ValidationError(`Empty value in filter ${key}`)
  const separator = key.indexOf('__')
  if (!isRecord(value) || separator === -1) return
  const attribute = key.slice(separator + 2)
  if (value.hasAttribute(attribute)) return
  throw new ValidationError(`SQLRecord ${value.registry} has no attribute '${attribute}' in filter ${key}`)
}

function isEmpty(value: CatFilterValue): boolean {
  if (typeof value === 'string') return value.trim() === ''
  if (value instanceof Float) return value.value === 0
  return value !== false && !isRecord(value) && !value && !Number.isNaN(value)
}

type Condition = Exclude<CatFilterValue, CatFilterRecord | null | undefined>

/** Rows become conditions on their uid, and both spellings of the type selector one. */
function normalizedConditions(filters: CatFilters, dtypeTypeUid: string | undefined): Map<string, Condition> {
  const conditions = new Map<string, Condition>()
  for (const [key, value] of Object.entries(filters)) {
    if (isRecord(value)) conditions.set(`${key}__uid`, value.uid)
    else if (value !== null && value !== undefined) conditions.set(key, value)
  }
  mergeTypeSelectors(conditions)
  if (dtypeTypeUid !== undefined) {
    const selected = conditions.get('type__uid') ?? dtypeTypeUid
    if (pyStr(selected) !== dtypeTypeUid) throw conflictingTypes(dtypeTypeUid, pyStr(selected))
    conditions.set('type__uid', dtypeTypeUid)
  }
  return conditions
}

function mergeTypeSelectors(conditions: Map<string, Condition>): void {
  const type = conditions.get('type')
  if (type === undefined) return
  const typeUid = conditions.get('type__uid') ?? type
  if (pyStr(typeUid) !== pyStr(type)) {
    throw new ValidationError("Conflicting type selectors in cat_filters: 'type' and 'type__uid'")
  }
  conditions.delete('type')
  conditions.set('type__uid', type)
}

function conflictingTypes(ofDtype: string, ofFilters: string): ValidationError {
  return new ValidationError(
    `Conflicting typed dtype and cat_filters type selector: dtype uses uid '${ofDtype}', cat_filters uses uid '${ofFilters}'`,
  )
}

/** Quotes are written only where a comma needs them; readers take both forms. */
function filterValueText(value: Condition): string {
  const text = pyStr(value)
  if (!text.includes(',')) return text
  if (!text.includes('"')) return `"${text}"`
  if (!text.includes("'")) return `'${text}'`
  throw new ValidationError(
    `Cannot serialize categorical filter value containing comma and both quote types: ${pyRepr(text)}`,
  )
}

function isRecord(value: CatFilterValue): value is CatFilterRecord {
  return typeof value === 'object' && value !== null && !(value instanceof Float)
}
