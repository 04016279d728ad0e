import type { RelatedSet, ToOne } from './record-types.ts'

type Scalar<Value> = Exclude<Value, null | undefined>

/** Names of a record's columns; relations are none. */
export type FieldName<R> = {
  [K in keyof R]: R[K] extends (...args: never[]) => unknown
    ? never
    : R[K] extends RelatedSet<infer _>
      ? never
      : Scalar<R[K]> extends ToOne<unknown>
        ? never
        : K
}[keyof R] &
  string
