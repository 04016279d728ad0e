import type { FeatureConditions } from './feature-conditions.ts'
import type { QuerySet } from './query-set.ts'
import type { RelatedSet } from './related-set.ts'

/** A property of a schema, or the thunk that gives it. */
type Resolved<Property> = Property extends () => infer Result ? Result : Property

/** The other end of a to-one relation: await it to get the record, one query unless it was loaded with `.with()`. */
export interface ToOne<out R> extends PromiseLike<R> {
  readonly id: number
  /** The record, if it was loaded already. */
  readonly loaded: R | undefined
}

type FieldOf<Property> = Property extends { '~options': infer Options; '~type'?: { value: infer Value } }
  ? Options extends { kind: 'm:1' | '1:1' }
    ? Options extends { nullable: true }
      ? ToOne<Value> | null
      : ToOne<Value>
    : Options extends { kind: '1:m' | 'm:n' }
      ? RelatedSet<Value>
      : Options extends { nullable: true }
        ? Value | null
        : Value
  : never

type ToOneKeys<Properties> = {
  [K in keyof Properties]: Resolved<Properties[K]> extends { '~options': { kind: 'm:1' | '1:1' } } ? K : never
}[keyof Properties]

type IdOf<Property> = Property extends { '~options': { nullable: true } } ? number | null : number

/** The fields of a record: columns as values, relations as {@link ToOne} and {@link RelatedSet}, `<relation>Id` beside each to-one. */
export type RecordFields<Properties> = {
  -readonly [K in keyof Properties]: FieldOf<Resolved<Properties[K]>>
} & {
  [K in ToOneKeys<Properties> & string as `${K}Id`]: IdOf<Resolved<Properties[K]>>
}

type Scalar<Value> = Exclude<Value, null | undefined>

/** Comparisons of a column; several in one object hold together. `$contains` and its like take the text literally. */
export interface Comparison<Value> {
  $eq?: Value | null
  $ne?: Value | null
  $gt?: Value
  $gte?: Value
  $lt?: Value
  $lte?: Value
  $in?: readonly (Value | null)[]
  $nin?: readonly Value[]
  /** Both ends inclusive. */
  $range?: readonly [Value, Value]
  $isNull?: boolean
  $contains?: string
  $icontains?: string
  $startsWith?: string
  $istartsWith?: string
  $endsWith?: string
  $iendsWith?: string
  $iexact?: string
  $regex?: string
  $iregex?: string
  /** Of JSON fields: what lies under keys, `{ $key: { a: { $gt: 1 } } }`; numbers are places in lists. */
  $key?: { readonly [key: string]: unknown }
  /** Of JSON fields: an object with this key, with all of these, with any of these. */
  $hasKey?: string
  $hasKeys?: readonly string[]
  $hasAnyKeys?: readonly string[]
}

type DateLike<Value> = Value extends Date ? Value | Date | string : Value

type Condition<Value> =
  // In brackets, so that a union of texts is compared as a whole.
  [Value] extends [RelatedSet<infer R>]
    ? Where<R> | R | null
    : Scalar<Value> extends ToOne<infer R>
      ? // Also where a record always has one: `branch: null` means every branch.
        Where<R> | R | null
      : DateLike<Value> | Comparison<DateLike<Scalar<Value>>>

type ColumnKeys<R> = {
  [K in keyof R]: R[K] extends (...args: never[]) => unknown ? never : K
}[keyof R]

/** A condition on records of a registry: fields joined by AND, relations spanned by nesting. */
export type Where<R> = {
  [K in ColumnKeys<R>]?: Condition<R[K]>
} & {
  $and?: readonly Where<R>[]
  $or?: readonly Where<R>[]
  $not?: Where<R>
  /** Conditions on values of features, for artifacts, runs and records: `{ temperature: { $gt: 21 } }`. */
  $features?: FeatureConditions
}

type Assignable<Value> =
  // In brackets, so that the null of a nullable column is not compared alone.
  [Value] extends [RelatedSet<infer _>]
    ? never
    : [Scalar<Value>] extends [ToOne<infer R>]
      ? R | Extract<Value, null>
      : DateLike<Value>

/** What may be given for a record's columns and to-one relations. */
export type Fields<R> = {
  [K in ColumnKeys<R> as R[K] extends RelatedSet<infer _> ? never : K]?: Assignable<R[K]>
}

/** Names of a record's relations, for `.with(…)`. */
export type RelationKeys<R> = {
  [K in keyof R]: R[K] extends RelatedSet<infer _> ? K : Scalar<R[K]> extends ToOne<unknown> ? K : never
}[keyof R] &
  string

export type Direction = 'asc' | 'desc'
export type OrderBy<R> = { [K in ColumnKeys<R>]?: Direction }

export type { QuerySet, RelatedSet }
