/** Rows whose values of these properties are unique together. */
export interface EntityUnique {
  readonly name?: string
  readonly properties: readonly string[]
}

/** An entity as its module declares it: a table, its columns and relations. */
export interface EntityDefinition<Properties extends object = object> {
  readonly name: string
  readonly tableName: string
  readonly uniques?: readonly EntityUnique[]
  readonly properties: Properties
}

/**
 * Declares an entity. Columns come from the helpers of `columns.ts`, relations are thunks of `relations.ts`, because
 * entities refer to each other in circles.
 *
 * @example defineEntity({ name: 'Donor', tableName: 'clinic_donor', properties: { id: id(), name: varchar(150) } })
 */
export function defineEntity<const Properties extends object>(
  definition: EntityDefinition<Properties>,
): EntityDefinition<Properties> {
  return definition
}
