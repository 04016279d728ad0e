import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'

import type { Dialect } from '../database/dialect.ts'
import { FieldError, InvalidArgument, NotSupported } from '../errors.ts'
import { isComparison } from './comparison-object.ts'
import { comparisons } from './comparison.ts'
import { aliasedValue, findAlias } from './field-alias.ts'
import { RegistryRecord } from './record.ts'
import type { ColumnMeta, RegistryMeta, RelationMeta } from './registry-meta.ts'

type Condition = Expression<SqlBool>

/**
 * Turns a condition object into SQL. Relations become `id IN (SELECT …)`: no joins, hence no duplicate rows, and each
 * level stands alone.
 *
 * @throws FieldError for a field that the registry does not have
 */
export function compileWhere(meta: RegistryMeta, where: object, dialect: Dialect): Condition {
  const parts = Object.entries(where)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => compileEntry(meta, name, value, dialect))
  return all(parts)
}

export const all = (parts: readonly Condition[]): Condition =>
  parts.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`(${sql.join(parts, sql` and `)})`

/** What does not meet a condition; a comparison with no value does not. */
export const not = (condition: Condition): Condition => sql<SqlBool>`(${condition}) is not true`

export const columnRef = (meta: RegistryMeta, column: string): RawBuilder<unknown> =>
  sql.ref(`${meta.table}.${column}`)

function compileEntry(meta: RegistryMeta, name: string, value: unknown, dialect: Dialect): Condition {
  if (name === '$and') return all((value as object[]).map((part) => compileWhere(meta, part, dialect)))
  if (name === '$not') return not(compileWhere(meta, value as object, dialect))
  if (name === '$or') {
    const parts = (value as object[]).map((part) => compileWhere(meta, part, dialect))
    return parts.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`(${sql.join(parts, sql` or `)})`
  }
  if (name === '$sql') return value as Condition
  if (name === '$features')
    throw new NotSupported('Conditions on features cannot be used here.', {
      hint: 'Take the ids of the records first, and use them as the condition.',
    })
  const column = meta.columns.get(name)
  if (column) return compileColumn(meta, column, value, dialect)
  const relation = meta.relations.get(name)
  if (relation) return compileRelation(meta, relation, value, dialect)
  const alias = findAlias(meta, name)
  if (alias) return compileEntry(meta, alias.field, aliasedValue(alias, value), dialect)
  throw unknownField(meta, name)
}

export function unknownField(meta: RegistryMeta, name: string): FieldError {
  const fields = [...meta.columns.keys(), ...meta.relations.keys()].filter(
    (field) => !field.startsWith('_') && !field.startsWith('links'),
  )
  return new FieldError(`Unknown field '${name}'. Available fields: ${fields.sort().join(', ')}`)
}

function compileColumn(meta: RegistryMeta, column: ColumnMeta, value: unknown, dialect: Dialect): Condition {
  const reference = columnRef(meta, column.column)
  if (!isComparison(value)) return comparisons.$eq(reference, column, value, dialect)
  return all(
    Object.entries(value).map(([operator, operand]) => {
      const compare = comparisons[operator as keyof typeof comparisons]
      if (!compare)
        throw new InvalidArgument(
          `'${operator}' is no comparison; known ones are ${Object.keys(comparisons).join(', ')}.`,
        )
      return compare(reference, column, operand, dialect)
    }),
  )
}

function compileRelation(
  meta: RegistryMeta,
  relation: RelationMeta,
  value: unknown,
  dialect: Dialect,
): Condition {
  if (value === null) return missing(meta, relation)
  if (relation.kind === 'toOne' && isComparison(value) && !joinsConditions(value))
    return compileColumn(meta, relation.idColumn, value, dialect)
  if (value instanceof RegistryRecord) return related(meta, relation, sql`${value.id}`)
  if (typeof value !== 'object') throw invalidLookup(relation, value)
  const target = relation.target
  const ids = sql`select ${columnRef(target, 'id')} from ${sql.table(target.table)} where ${compileWhere(target, value, dialect)}`
  return related(meta, relation, ids)
}

/** `{ $or: […] }` is a condition on the related record, `{ $in: […] }` a comparison of its id. */
const joinsConditions = (value: object): boolean =>
  Object.keys(value).some((key) => key === '$and' || key === '$or' || key === '$not')

/** Rows related to one of the target ids that `ids` gives: a value or a SELECT. */
function related(meta: RegistryMeta, relation: RelationMeta, ids: RawBuilder<unknown>): Condition {
  if (relation.kind === 'toOne') return sql<SqlBool>`${columnRef(meta, relation.idColumn.column)} in (${ids})`
  const id = columnRef(meta, 'id')
  if (relation.kind === 'toMany') {
    const foreign = columnRef(relation.target, relation.foreignColumn)
    return sql<SqlBool>`${id} in (select ${foreign} from ${sql.table(relation.target.table)} where ${columnRef(relation.target, 'id')} in (${ids}))`
  }
  const { link, ownColumn, targetColumn } = relation
  return sql<SqlBool>`${id} in (select ${columnRef(link, ownColumn)} from ${sql.table(link.table)} where ${columnRef(link, targetColumn)} in (${ids}))`
}

function missing(meta: RegistryMeta, relation: RelationMeta): Condition {
  if (relation.kind === 'toOne') return sql<SqlBool>`${columnRef(meta, relation.idColumn.column)} is null`
  const [table, column] =
    relation.kind === 'toMany'
      ? [relation.target, relation.foreignColumn]
      : [relation.link, relation.ownColumn]
  return sql<SqlBool>`not exists (select 1 from ${sql.table(table.table)} where ${columnRef(table, column)} = ${columnRef(meta, 'id')})`
}

const invalidLookup = (relation: RelationMeta, value: unknown): FieldError =>
  new FieldError(
    `Invalid lookup '${String(value)}' for ${relation.name}. Did you mean ${relation.name}__${relation.target.nameField}?`,
  )
