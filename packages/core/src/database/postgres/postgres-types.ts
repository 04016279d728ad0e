import type { CustomTypesConfig } from 'pg'

/** Parses the text that Postgres sends for one value. */
type Parser = (text: string) => unknown

const raw: Parser = (text) => text
// The typings list scalar types only.
const textArrayOid: number = 1009

/**
 * Values whose default parsers lose something: microseconds of timestamps, months of intervals, zones of dates, the
 * spelling of numbers in JSON. They arrive as the server writes them; the registry layer parses them. `bigint` becomes
 * a number, or a `bigint` where a number would be inexact.
 *
 * @param defaults - `pg.types`
 * @see `select oid, typname from pg_type`
 */
export function postgresTypes(defaults: CustomTypesConfig): CustomTypesConfig {
  const textArray = defaults.getTypeParser(textArrayOid) as (text: string) => (string | null)[]
  const own = new Map<number, Parser>([
    [20, parseBigint],
    [1016, (text) => textArray(text).map((item) => (item === null ? null : parseBigint(item)))],
  ])
  // json, date, timestamp, timestamptz, interval, jsonb; then their arrays
  for (const oid of [114, 1082, 1114, 1184, 1186, 3802]) own.set(oid, raw)
  for (const oid of [199, 1182, 1115, 1185, 1187, 3807]) own.set(oid, textArray)
  return {
    getTypeParser: (oid, format) =>
      (format === 'binary' ? undefined : own.get(oid)) ?? defaults.getTypeParser(oid, format),
  }
}

function parseBigint(text: string): number | bigint {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : BigInt(text)
}
