import { JsonType, Type, type Platform } from '@mikro-orm/core'

import { pyDumps } from '../identity/python-json.ts'
import { pyLoads } from '../identity/python-json-reader.ts'
import { Timestamp } from '../identity/timestamp.ts'

/**
 * Column types that write what Django writes, so that Python reads our rows and the other way round.
 * The database room hands every value of these types over as the driver's text or number, never as a `Date`.
 */

const isSqlite = (platform: Platform): boolean => platform.constructor.name.startsWith('Sqlite')

/** UTC with microseconds: text on SQLite, `timestamptz` on Postgres, whose `+00` says nothing that is not known. */
export class TimestampType extends Type<Timestamp | null, string | null> {
  override convertToDatabaseValue(
    value: Timestamp | Date | string | null | undefined,
    platform: Platform,
  ): string | null {
    if (value === null || value === undefined) return null
    const text = Timestamp.of(value).toSql()
    return isSqlite(platform) ? text : `${text}+00`
  }
  override convertToJSValue(value: string | Date | null): Timestamp | null {
    if (value === null || value === undefined) return null
    return Timestamp.of(typeof value === 'string' ? value.replace(/\+00(:00)?$/, '') : value)
  }
  override getColumnType(_property: unknown, platform: Platform): string {
    return isSqlite(platform) ? 'datetime' : 'timestamptz(6)'
  }
  override compareAsType(): string {
    return 'string'
  }
  override get runtimeType(): string {
    return 'Timestamp'
  }
}

/** `bool` holding 0 or 1 on SQLite, `boolean` on Postgres. */
export class DjangoBool extends Type<boolean | null, number | boolean | null> {
  override convertToDatabaseValue(
    value: boolean | null | undefined,
    platform: Platform,
  ): number | boolean | null {
    if (value === null || value === undefined) return null
    return isSqlite(platform) ? Number(value) : value
  }
  override convertToJSValue(value: number | boolean | null): boolean | null {
    return value === null || value === undefined ? null : Boolean(value)
  }
  override getColumnType(_property: unknown, platform: Platform): string {
    return isSqlite(platform) ? 'bool' : 'boolean'
  }
  override compareAsType(): string {
    return 'boolean'
  }
  override get runtimeType(): string {
    return 'boolean'
  }
}

/** 64-bit integers that fit a JavaScript number: identifiers, sizes in bytes, counts. */
export class BigNumber extends Type<number | null, number | string | null> {
  override convertToJSValue(value: number | string | null): number | null {
    return value === null || value === undefined ? null : Number(value)
  }
  override getColumnType(property: { primary?: boolean | undefined }, platform: Platform): string {
    return isSqlite(platform) && property.primary ? 'integer' : 'bigint'
  }
  override compareAsType(): string {
    return 'number'
  }
  override get runtimeType(): string {
    return 'number'
  }
}

/**
 * JSON whose text on SQLite is that of Python's `json.dumps`, because Python compares the text. NaN and infinities, which
 * are no JSON, are refused before the database does.
 */
export class DjangoJson extends JsonType {
  override convertToDatabaseValue(value: unknown): string | null {
    return value === null || value === undefined ? null : pyDumps(value, { nonFinite: 'refuse' })
  }
  override convertToJSValue(value: unknown): unknown {
    return typeof value === 'string' ? pyLoads(value) : value
  }
  override getColumnType(_property: unknown, platform: Platform): string {
    return isSqlite(platform) ? 'text' : 'jsonb'
  }
}

const MICROSECONDS_A_DAY = 86_400_000_000

/** A time span in microseconds: `bigint` on SQLite, `interval` on Postgres. */
export class DurationType extends Type<number | null, number | string | null> {
  override convertToDatabaseValue(
    value: number | null | undefined,
    platform: Platform,
  ): number | string | null {
    if (value === null || value === undefined) return null
    if (isSqlite(platform)) return value
    // Postgres keeps days apart from hours; Python's time spans have whole days, and a positive rest.
    const days = Math.floor(value / MICROSECONDS_A_DAY)
    return `${days} days ${value - days * MICROSECONDS_A_DAY} microseconds`
  }
  override convertToJSValue(value: number | string | null): number | null {
    if (value === null || value === undefined) return null
    return typeof value === 'number' ? value : microsecondsOfInterval(value)
  }
  override getColumnType(_property: unknown, platform: Platform): string {
    return isSqlite(platform) ? 'bigint' : 'interval'
  }
  override compareAsType(): string {
    return 'number'
  }
  override get runtimeType(): string {
    return 'number'
  }
}

/** Reads Postgres' interval text, e.g. `3 days -04:05:06.7`; Django writes no months or years. */
function microsecondsOfInterval(text: string): number {
  const days = Number(/(-?\d+) days?/.exec(text)?.[1] ?? 0)
  const time = /(-?)(\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(text)
  if (!time) return days * MICROSECONDS_A_DAY
  const seconds = Number(time[2]) * 3600 + Number(time[3]) * 60 + Number(time[4])
  return days * MICROSECONDS_A_DAY + Math.round((time[1] === '-' ? -seconds : seconds) * 1e6)
}
