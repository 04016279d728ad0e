import { EntitySchema } from '@mikro-orm/core'

import type { Dialect } from '../database/dialect.ts'
import { entityName, type DeclaredEntity } from '../module/declared-entities.ts'
import { isRelation, type PropertyOptions, type RelationOptions } from '../module/schema-properties.ts'
import type { ColumnOptions } from '../registry/column.ts'
import type { ColumnKind } from '../registry/column-kinds.ts'
import { columnType } from './column-types.ts'

/** Kinds that MikroORM has under a name of its own. */
const ownTypes: { readonly [K in ColumnKind]?: string } = {
  integer: 'integer',
  smallint: 'smallint',
  varchar: 'string',
  text: 'text',
  double: 'double',
  date: 'date',
}

/**
 * MikroORM's schemas of the entities of one connection. Each connection needs its own: MikroORM writes its metadata onto
 * the entity class, and two connections with different modules or databases would overwrite each other's.
 */
export function entitySchemas(
  entities: ReadonlyMap<string, DeclaredEntity>,
  dialect: Dialect,
): EntitySchema[] {
  const schemas = new Map<string, EntitySchema>()
  const target = (entity: unknown): unknown => schemas.get(entityName(entity))
  for (const { name, tableName, uniques, properties } of entities.values()) {
    const described = [...properties].map(([property, options]) => [
      property,
      propertyOf(options, dialect, target),
    ])
    const meta = { name, tableName, uniques, properties: Object.fromEntries(described) }
    schemas.set(name, new EntitySchema(meta as never))
  }
  return [...schemas.values()]
}

function propertyOf(
  options: PropertyOptions,
  dialect: Dialect,
  target: (entity: unknown) => unknown,
): object {
  return isRelation(options) ? relationOf(options, target) : columnOf(options, dialect)
}

/** Delete rules are executed by us; what the tables carry stands in the migrations. */
function relationOf(
  { deleteRule: _deleteRule, entity, pivotEntity, ...rest }: RelationOptions,
  target: (entity: unknown) => unknown,
): object {
  return {
    ...rest,
    cascade: [],
    entity: () => target(entity()),
    ...(pivotEntity && { pivotEntity: () => target(pivotEntity()) }),
  }
}

function columnOf(
  { column, defaultNow, ...rest }: ColumnOptions & { readonly nullable: boolean },
  dialect: Dialect,
): object {
  return {
    ...rest,
    type: ownTypes[column] ?? new (columnType(column, dialect))(),
    ...(rest.primary && { autoincrement: true }),
    ...(defaultNow && { defaultRaw: 'now' }),
  }
}
