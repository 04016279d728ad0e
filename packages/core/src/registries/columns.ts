import { randomUid } from '../identity/uid.ts'
import { toOne } from '../registry/relations.ts'
import { column } from '../registry/column.ts'
import type { Timestamp } from '../identity/timestamp.ts'
import { Branch } from './branch.ts'
import { Run } from './run.ts'
import { Space } from './space.ts'
import { User } from './user.ts'

/**
 * Building blocks of entities. They are function declarations on purpose: these are usable while the entity files,
 * which import each other, are still being evaluated.
 *
 * `.default(…)` is a default of the database, `.onCreate(…)` one that the client fills in. Delete rules say what our
 * client does with dependants (`protect`, `cascade`); tables of the reference carry no `ON DELETE`.
 */

/** Primary key, `integer` on both databases. */
export function id() {
  return column<number>('integer', { primary: true })
}
/** Primary key, `smallint` on Postgres. */
export function smallId() {
  return column<number>('smallint', { primary: true })
}
/** Primary key, `bigint` on Postgres. */
export function bigId() {
  return column<number>('bigint', { primary: true })
}
/** Unique identifier of at most `length` characters that the registry itself makes. */
export function uid(length: number) {
  return column<string>('varchar', { length, unique: true })
}
/** Unique identifier that is random: `size` of the 62 alphanumeric characters in a column of `length`. */
export function randomUidColumn(size: number, length: number = size) {
  return column<string>('varchar', { length, unique: true }).onCreate(() => randomUid(size))
}
/** Text of at most `length` code points. */
export function varchar(length: number) {
  return column<string>('varchar', { length })
}
export function text() {
  return column<string>('text')
}
export function bool() {
  return column<boolean>('boolean')
}
export function smallint() {
  return column<number>('smallint')
}
export function integer() {
  return column<number>('integer')
}
export function bigint() {
  return column<number>('bigint')
}
export function float() {
  return column<number>('double')
}
/** Day as `YYYY-MM-DD`. */
export function date() {
  return column<string>('date')
}
/** Time span in microseconds. */
export function duration() {
  return column<number>('duration')
}
export function json() {
  return column<unknown>('json')
}
/** Moment in UTC with microseconds. */
export function timestamp() {
  return column<Timestamp>('timestamp')
}
/** Moment that the database fills in where nobody else does. */
export function createdNow() {
  return column<Timestamp>('timestamp', { defaultNow: true })
}

/** Where a row lives, who may see it, whether it is locked; `_aux` holds settings without a column. */
export function sqlRecord() {
  return {
    branch: () => toOne(Branch).default(1),
    createdOn: () => toOne(Branch).default(1),
    space: () => toOne(Space).default(1),
    isLocked: bool().default(false),
    _aux: column<{ [key: string]: unknown }>('json').nullable(),
  }
}
/** Rows of one family share the stem of their uid; one of them per branch is the latest. */
export function isVersioned() {
  return {
    versionTag: varchar(30).nullable().index(),
    isLatest: bool()
      .index()
      .onCreate(() => true),
  }
}
/** Who made a row, when, and in which run. */
export function tracksRun() {
  return {
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
    run: () => toOne(Run).nullable(),
  }
}
export function tracksUpdates() {
  return { updatedAt: createdNow().index() }
}
