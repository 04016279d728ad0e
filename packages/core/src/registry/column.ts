import type { ColumnKind } from './column-kinds.ts'

/** What a column of an entity is. */
export interface ColumnOptions {
  readonly column: ColumnKind
  /** Most characters (code points) of a `varchar`. */
  readonly length?: number
  readonly primary?: boolean
  readonly unique?: boolean
  readonly index?: boolean
  /** Default of the database. */
  readonly default?: string | number | boolean
  /** The database fills in the time of the statement. */
  readonly defaultNow?: boolean
  /** Default of the client. */
  readonly onCreate?: () => unknown
  readonly fieldName?: string
}

/** A column of an entity, written as `varchar(150).nullable().index()`. Immutable. */
export class Column<out Value, out Nullable extends boolean = false> {
  declare readonly '~type'?: { readonly value: Value }
  readonly '~options': ColumnOptions & { readonly nullable: Nullable }

  constructor(options: ColumnOptions & { readonly nullable: Nullable }) {
    this['~options'] = options
  }

  #with(options: Partial<ColumnOptions>): Column<Value, Nullable> {
    return new Column({ ...this['~options'], ...options })
  }

  /** The value may be missing. */
  nullable(): Column<Value, true> {
    return new Column({ ...this['~options'], nullable: true })
  }
  /** Narrows the type that TypeScript sees. */
  $type<Narrower>(): Column<Narrower, Nullable> {
    return this as Column<unknown, Nullable> as Column<Narrower, Nullable>
  }
  unique(): Column<Value, Nullable> {
    return this.#with({ unique: true })
  }
  index(): Column<Value, Nullable> {
    return this.#with({ index: true })
  }
  /** Default of the database. */
  default(value: string | number | boolean): Column<Value, Nullable> {
    return this.#with({ default: value })
  }
  /** Default of the client. */
  onCreate(make: () => Value): Column<Value, Nullable> {
    return this.#with({ onCreate: make })
  }
  /** Column, where it is not the property's name in snake case. */
  fieldName(column: string): Column<Value, Nullable> {
    return this.#with({ fieldName: column })
  }
}

/** A column that holds a value in every row. */
export const column = <Value>(kind: ColumnKind, options: Partial<ColumnOptions> = {}): Column<Value> =>
  new Column({ nullable: false, column: kind, ...options })
