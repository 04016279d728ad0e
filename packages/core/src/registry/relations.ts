import type { RelationOptions as Options } from '../module/schema-properties.ts'

/** The instance type of a class, named without looking into the class: entity files refer to each other in circles. */
interface ClassOf<R> {
  readonly prototype: R
}

type Described<Kind, Nullable> = Options & { readonly kind: Kind; readonly nullable: Nullable }

/** A relation of an entity, written as `() => toOne(Storage).inverse('artifacts')`. Immutable. */
export class Relation<out R, out Kind extends string, out Nullable extends boolean> {
  declare readonly '~type'?: { readonly value: R }
  readonly '~options': Described<Kind, Nullable>

  constructor(options: Described<Kind, Nullable>) {
    this['~options'] = options
  }

  #with<N extends boolean = Nullable>(options: Partial<Options>): Relation<R, Kind, N> {
    return new Relation({ ...this['~options'], ...options } as Described<Kind, N>)
  }

  /** The other end may be missing. */
  nullable(): Relation<R, Kind, true> {
    return this.#with<true>({ nullable: true })
  }
  /** Name of the relation at the other end. */
  inverse(name: string): Relation<R, Kind, Nullable> {
    return this.#with({ inversedBy: name })
  }
  /** Rows are deleted with the row that they refer to; without this they keep it from being deleted. */
  cascade(): Relation<R, Kind, Nullable> {
    return this.#with({ deleteRule: 'cascade' })
  }
  /** The reference becomes null when the row that it refers to is deleted. */
  setNull(): Relation<R, Kind, Nullable> {
    return this.#with({ deleteRule: 'set null' })
  }
  /** Default of the database. */
  default(id: number): Relation<R, Kind, Nullable> {
    return this.#with({ default: id })
  }
  /** Column, where it is not the relation's name in snake case followed by `_id`. */
  fieldName(column: string): Relation<R, Kind, Nullable> {
    return this.#with({ fieldName: column })
  }
}

const relation = <R, Kind extends string>(
  kind: Kind,
  target: ClassOf<R>,
  options: Partial<Options>,
): Relation<R, Kind, false> =>
  new Relation<R, Kind, false>({ ...options, kind, nullable: false, entity: () => target } as Described<
    Kind,
    false
  >)

/** A foreign key of this table. */
export const toOne = <R>(target: ClassOf<R>): Relation<R, 'm:1', false> =>
  relation('m:1', target, { deleteRule: 'protect' })

/** A foreign key that no two rows share. */
export const toOneUnique = <R>(target: ClassOf<R>): Relation<R, '1:1', false> =>
  relation('1:1', target, { deleteRule: 'protect', owner: true })

/** Rows of another table whose relation `mappedBy` refers to this one. */
export const toMany = <R>(target: ClassOf<R>, mappedBy: string): Relation<R, '1:m', false> =>
  relation('1:m', target, { mappedBy })

/** The at most one row of another table whose {@link toOneUnique} refers to this one. */
export const toOneInverse = <R>(target: ClassOf<R>, mappedBy: string): Relation<R, '1:m', false> =>
  relation('1:1' as '1:m', target, { mappedBy, owner: false })

/** Rows of another table, joined by a link table; the first two relations of `link` are the ends. */
export const linked = <R>(target: ClassOf<R>, link: () => unknown): Relation<R, 'm:n', false> =>
  relation('m:n', target, { pivotEntity: link, owner: true })

/** The other end of {@link linked}. */
export const linkedBy = <R>(target: ClassOf<R>, mappedBy: string): Relation<R, 'm:n', false> =>
  relation('m:n', target, { mappedBy })
