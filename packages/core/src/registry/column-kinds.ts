import type { Dialect } from '../database/dialect.ts'
import { pyDumps } from '../identity/python-json.ts'
import { pyLoads } from '../identity/python-json-reader.ts'
import { Timestamp } from '../identity/timestamp.ts'

/** What a column may hold. */
export type ColumnKind = keyof typeof columnKinds

/** How values of a kind stand in a database. */
export interface ColumnCodec {
  /** Type of the column in SQL. */
  readonly sqlType: (options: {
    readonly length?: number | undefined
    readonly primary?: boolean | undefined
  }) => string
  /** Gives the driver's value; null and undefined have been dealt with. */
  readonly toDatabase: (value: never) => unknown
  /** Reads the driver's value, which is not null. */
  readonly fromDatabase: (value: never) => unknown
}

const same = <T>(value: T): T => value

const plain = (sqlType: string): (() => ColumnCodec) => {
  const codec: ColumnCodec = { sqlType: () => sqlType, toDatabase: same, fromDatabase: same }
  return () => codec
}

/**
 * The kinds of columns, each with what it is on SQLite and on Postgres: what Django writes, so that Python reads our rows
 * and the other way round. The database room hands times, days, spans and JSON over as text.
 */
export const columnKinds = {
  integer: plain('integer'),
  smallint: plain('smallint'),
  double: (dialect: Dialect): ColumnCodec => plain(dialect === 'sqlite' ? 'real' : 'double precision')(),
  /** Day as `YYYY-MM-DD`. */
  date: plain('date'),
  text: plain('text'),
  varchar: (): ColumnCodec => ({
    sqlType: ({ length }) => `varchar(${length})`,
    toDatabase: same,
    fromDatabase: same,
  }),
  /** 64-bit integers that fit a JavaScript number: identifiers, sizes in bytes, counts. */
  bigint: (dialect: Dialect): ColumnCodec => ({
    sqlType: ({ primary }) => (dialect === 'sqlite' && primary ? 'integer' : 'bigint'),
    toDatabase: same,
    fromDatabase: (value: number | string) => Number(value),
  }),
  /** `bool` holding 0 or 1 on SQLite, `boolean` on Postgres. */
  boolean: (dialect: Dialect): ColumnCodec =>
    dialect === 'sqlite'
      ? {
          sqlType: () => 'bool',
          toDatabase: (value: boolean) => Number(value),
          fromDatabase: Boolean,
        }
      : { sqlType: () => 'boolean', toDatabase: Boolean, fromDatabase: same },
  /** UTC with microseconds: text on SQLite, `timestamptz` on Postgres, whose `+00` says nothing that is not known. */
  timestamp: (dialect: Dialect): ColumnCodec => ({
    sqlType: () => (dialect === 'sqlite' ? 'datetime' : 'timestamptz(6)'),
    toDatabase: (value: Timestamp | Date | string) =>
      Timestamp.of(value).toSql() + (dialect === 'sqlite' ? '' : '+00'),
    fromDatabase: (value: string | Date) =>
      Timestamp.of(typeof value === 'string' ? value.replace(/\+00(:00)?$/, '') : value),
  }),
  /** JSON whose text on SQLite is that of Python's `json.dumps`, because Python compares the text. */
  json: (dialect: Dialect): ColumnCodec => ({
    sqlType: () => (dialect === 'sqlite' ? 'text' : 'jsonb'),
    toDatabase: (value: unknown) => pyDumps(value, { nonFinite: 'refuse' }),
    fromDatabase: (value: unknown) => (typeof value === 'string' ? pyLoads(value) : value),
  }),
  /** A time span in microseconds: `bigint` on SQLite, `interval` on Postgres. */
  duration: (dialect: Dialect): ColumnCodec =>
    dialect === 'sqlite'
      ? { sqlType: () => 'bigint', toDatabase: same, fromDatabase: Number }
      : {
          sqlType: () => 'interval',
          toDatabase: intervalOfMicroseconds,
          fromDatabase: microsecondsOfInterval,
        },
} satisfies { readonly [kind: string]: (dialect: Dialect) => ColumnCodec }

const MICROSECONDS_A_DAY = 86_400_000_000

/** Postgres keeps days apart from hours; Python's time spans have whole days, and a positive rest. */
function intervalOfMicroseconds(value: number): string {
  const days = Math.floor(value / MICROSECONDS_A_DAY)
  return `${days} days ${value - days * MICROSECONDS_A_DAY} microseconds`
}

/** Reads Postgres' interval text, e.g. `3 days -04:05:06.7`; Django writes no months or years. */
function microsecondsOfInterval(text: string): number {
  const days = Number(/(-?\d+) days?/.exec(text)?.[1] ?? 0)
  const time = /(-?)(\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(text)
  if (!time) return days * MICROSECONDS_A_DAY
  const seconds = Number(time[2]) * 3600 + Number(time[3]) * 60 + Number(time[4])
  return days * MICROSECONDS_A_DAY + Math.round((time[1] === '-' ? -seconds : seconds) * 1e6)
}
