import { p } from '@mikro-orm/core'

import { randomUid } from '../identity/uid.ts'
import { toOne } from '../registry/relations.ts'
import { BigNumber, DjangoBool, DjangoJson, DurationType, TimestampType } from '../registry/column-types.ts'
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
  return p.integer().primary().autoincrement()
}
/** Primary key, `smallint` on Postgres. */
export function smallId() {
  return p.smallint().primary().autoincrement()
}
/** Primary key, `bigint` on Postgres. */
export function bigId() {
  return p.type(BigNumber).$type<number>().primary().autoincrement()
}
/** Unique identifier of at most `length` characters that the registry itself makes. */
export function uid(length: number) {
  return p.string().length(length).unique()
}
/** Unique identifier that is random: `size` of the 62 alphanumeric characters in a column of `length`. */
export function randomUidColumn(size: number, length: number = size) {
  return p
    .string()
    .length(length)
    .unique()
    .onCreate(() => randomUid(size))
}
/** Text of at most `length` code points. */
export function varchar(length: number) {
  return p.string().length(length)
}
export function text() {
  return p.text()
}
export function bool() {
  return p.type(DjangoBool).$type<boolean>()
}
export function smallint() {
  return p.smallint()
}
export function integer() {
  return p.integer()
}
export function bigint() {
  return p.type(BigNumber).$type<number>()
}
export function float() {
  return p.double()
}
/** Day as `YYYY-MM-DD`. */
export function date() {
  return p.date()
}
/** Time span in microseconds. */
export function duration() {
  return p.type(DurationType).$type<number>()
}
export function json() {
  return p.type(DjangoJson).$type<unknown>()
}
/** Moment in UTC with microseconds. */
export function timestamp() {
  return p.type(TimestampType).$type<Timestamp>()
}
/** Moment that the database fills in where nobody else does. */
export function createdNow() {
  return timestamp().defaultRaw('now')
}

/** Where a row lives, who may see it, whether it is locked; `_aux` holds settings without a column. */
export function sqlRecord() {
  return {
    branch: () => toOne(Branch).default(1),
    createdOn: () => toOne(Branch).default(1),
    space: () => toOne(Space).default(1),
    isLocked: bool().default(false),
    _aux: p.type(DjangoJson).$type<{ [key: string]: unknown }>().nullable(),
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
