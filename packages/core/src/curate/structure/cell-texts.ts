import type { ColumnKind } from '@lamindb/formats'
import type { Timestamp } from 'apache-arrow'

import { CalendarDate } from '../../identity/calendar-date.ts'
import { Complex } from '../../identity/complex.ts'
import { isPlainObject } from '../../identity/plain-object.ts'
import { Float, pyFloatText, pyNumberText } from '../../identity/python-float.ts'
import { pyRepr } from '../../identity/python-text.ts'
import { Timestamp as Time } from '../../identity/timestamp.ts'
import { RegistryRecord } from '../../registry/record.ts'
import { Moment } from '../table/chunk-values.ts'
import type { TableColumn } from '../table/data-table.ts'
import { momentText, spanText, wholeDayText } from './moment-text.ts'

/** Texts of values of one column, as pandas prints them below one another. */
export interface CellTexts {
  readonly texts: readonly string[]
  /** Whether pandas keeps a place for a sign before them. */
  readonly hasSignPlace: boolean
}

/** Decimals that pandas prints of a float. */
const DECIMALS = 6

/** Texts of values of one column: floats with as many decimals as the longest needs, times without hours at midnight. */
export function cellTexts({ kind, physical, field }: TableColumn, values: readonly unknown[]): CellTexts {
  if (kind === 'timestamp' || kind === 'zoned-timestamp')
    return withoutSign(momentTexts(values, zoneOf(field)))
  if (kind === 'duration') return withoutSign(values.map((value) => spanText(nanoseconds(value)) ?? 'NaT'))
  if (physical.startsWith('float')) {
    const isAllNaN = values.every((value) => Number.isNaN(numberOf(value)))
    return { texts: floatTexts(values.map(numberOf)), hasSignPlace: !isAllNaN }
  }
  const missing = missingText(kind, physical)
  return {
    texts: values.map((value) => (isNothing(value) ? missing : cut(cellText(value)))),
    hasSignPlace: true,
  }
}

const withoutSign = (texts: readonly string[]): CellTexts => ({ texts, hasSignPlace: false })

const zoneOf = (field: TableColumn['field']): string =>
  (field?.type as Partial<Timestamp> | undefined)?.timezone ?? 'UTC'

function momentTexts(values: readonly unknown[], zone: string): string[] {
  const moments = values.map((value) => (value instanceof Moment ? value : undefined))
  const days = moments.map((moment) => moment && wholeDayText(moment))
  const isOfDays = moments.every((moment, i) => moment === undefined || days[i] !== undefined)
  return moments.map((moment, i) =>
    moment ? ((isOfDays ? days[i] : undefined) ?? momentText(moment, zone)) : 'NaT',
  )
}

/** Above this a number is printed with an exponent, if its digits are many. */
const LARGE = 1e6
const MOST_DIGITS = 12
/** Longer texts are cut. */
const MOST_CHARACTERS = 49

/**
 * All with the same number of decimals, the least that shows six digits after the point where there are such; all with an
 * exponent where one would have too many digits, or too few.
 */
function floatTexts(values: readonly number[]): string[] {
  const texts = decimalTexts(values)
  const magnitudes = values.filter((value) => Number.isFinite(value)).map(Math.abs)
  const isTooSmall = magnitudes.some((value) => value > 0 && value < 10 ** -DECIMALS)
  const isTooLong = texts.some((text) => text.replace('-', '').length >= MOST_DIGITS)
  const hasExponent = isTooSmall || (isTooLong && magnitudes.some((value) => value > LARGE))
  return hasExponent ? values.map(exponentText) : texts
}

const exponentText = (value: number): string =>
  Number.isFinite(value) ? value.toExponential(DECIMALS).replace(/e([+-])(\d)$/, 'e$10$2') : floatText(value)

function decimalTexts(values: readonly number[]): string[] {
  const fixed = values.map((value) => (Number.isFinite(value) ? value.toFixed(DECIMALS) : undefined))
  const zeros = fixed.map((text) => (text === undefined ? DECIMALS : /0*$/.exec(text)![0].length))
  const cut = Math.min(DECIMALS - 1, ...zeros)
  return fixed.map((text, i) =>
    text === undefined ? floatText(values[i] as number) : text.slice(0, text.length - cut),
  )
}

const floatText = (value: number): string => (Number.isNaN(value) ? 'NaN' : pyFloatText(value))

function numberOf(value: unknown): number {
  if (value instanceof Float) return value.value
  return typeof value === 'number' ? value : Number.NaN
}

const nanoseconds = (value: unknown): bigint | undefined => (typeof value === 'bigint' ? value : undefined)

/** Not-a-number between values of other kinds is a value of its own. */
const isNothing = (value: unknown): boolean => value === null || value === undefined

function missingText(kind: ColumnKind | 'mixed', physical: string): string {
  if (kind === 'category') return 'NaN'
  return physical === 'object' ? 'None' : '<NA>'
}

const cut = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 3)}...` : text

const ESCAPES: { readonly [sign: string]: string } = { '\t': '\\t', '\r': '\\r', '\n': '\\n' }

/** A value as pandas prints it: texts without quotes, also those in lists. */
function cellText(value: unknown): string {
  if (typeof value === 'string') return value.replace(/[\t\r\n]/g, (sign) => ESCAPES[sign] as string)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return Number.isNaN(value) ? 'NaN' : pyNumberText(value)
  if (value instanceof Float) return floatText(value.value)
  if (value instanceof CalendarDate) return value.toIso()
  if (value instanceof Moment) return momentText(value)
  if (value instanceof Date) return Time.of(value).toSql()
  if (value instanceof RegistryRecord) return value.toString()
  if (Array.isArray(value)) return `[${value.map(itemText).join(', ')}]`
  if (value instanceof Set) return `(${[...value].map(itemText).join(', ')})`
  if (value instanceof Complex) return value.toNumpy().replaceAll('nan', 'NaN')
  if (value instanceof Map) return pyRepr(value)
  return isPlainObject(value as object) ? pyRepr(withoutGaps(value as object)) : String(value)
}

/** Members that another value of the column has, and this one lacks, are missing in Arrow. */
const withoutGaps = (dict: object): object =>
  Object.fromEntries(Object.entries(dict).filter(([, member]) => !isNothing(member)))

const itemText = (item: unknown): string => (isNothing(item) ? 'None' : cellText(item))
