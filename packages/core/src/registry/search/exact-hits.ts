import { sql, type RawBuilder, type SqlBool } from 'kysely'

import type { Row } from '../record-state.ts'
import type { ColumnMeta } from '../registry-meta.ts'
import { checkOnly, type Scope } from '../scope.ts'
import { columnRef } from '../where.ts'
import type { SearchIndex } from './index/search-index.ts'
import { likePattern } from './like-pattern.ts'
import type { FoundRow } from './search-options.ts'
import type { SearchText } from './search-text.ts'

/**
 * The rows of a scope that contain a text, best first; equal ones in the order of their ids. An index only proposes
 * rows. The database sends the fields that contain the text and no others.
 */
export async function exactHits(
  scope: Scope,
  columns: readonly ColumnMeta[],
  text: SearchText,
  index: SearchIndex | undefined,
): Promise<FoundRow[]> {
  const { meta, instance } = scope.registry
  const isIndexed = columns.every((column) => column.isText)
  const proposals = isIndexed ? index?.proposals(text.text) : undefined
  const fields = columns.map(
    (column, position) => sql`${matchingField(scope, column, text)} as ${sql.ref(`f${position}`)}`,
  )
  const id = columnRef(meta, 'id')
  const from = proposals
    ? sql`(${proposals}) as proposed cross join ${sql.table(meta.table)} where ${id} = proposed.id`
    : sql`${sql.table(meta.table)} where ${contains(scope, columns, text)}`
  const { rows } =
    await sql<Row>`select ${id} as id, ${sql.join(fields)} from ${from} and ${checkOnly(scope)}`.execute(
      instance.queries,
    )
  return ranked(rows, columns, text, meta.nameField)
}

const reference = ({ registry }: Scope, column: ColumnMeta): RawBuilder<unknown> => {
  const stored = columnRef(registry.meta, column.column)
  return registry.instance.dialect === 'sqlite' ? stored : sql`${stored}::text`
}

function isLike(scope: Scope, column: ColumnMeta, text: SearchText): RawBuilder<SqlBool> {
  const pattern = likePattern(text.text)
  return scope.registry.instance.dialect === 'sqlite'
    ? sql<SqlBool>`${reference(scope, column)} like ${pattern} escape '\\'`
    : sql<SqlBool>`${reference(scope, column)} ilike ${pattern}`
}

/**
 * The field if it contains the text, else null. Looking for an empty text, null is a field like others; letters beyond
 * ASCII count whatever their case, which SQLite cannot tell.
 */
function matchingField(scope: Scope, column: ColumnMeta, text: SearchText): RawBuilder<unknown> {
  const stored = reference(scope, column)
  if (text.text === '') return sql`coalesce(${stored}, '')`
  if (text.isBeyondAscii) return stored
  return sql`case when ${isLike(scope, column, text)} then ${stored} end`
}

function contains(scope: Scope, columns: readonly ColumnMeta[], text: SearchText): RawBuilder<SqlBool> {
  if (text.text === '') return sql<SqlBool>`1 = 1`
  return sql<SqlBool>`(${sql.join(
    columns.map((column) => isLike(scope, column, text)),
    sql` or `,
  )})`
}

function ranked(
  rows: readonly Row[],
  columns: readonly ColumnMeta[],
  text: SearchText,
  nameField: string,
): FoundRow[] {
  const hits: { id: number; score: number }[] = []
  for (const row of rows) {
    let [score, isFound] = [0, false]
    for (let position = 0; position < columns.length; position++) {
      const value = row[`f${position}`]
      if (value === null) continue
      score += text.score(String(value), columns[position]?.property === nameField)
      isFound ||= text.isIn(String(value))
    }
    if (isFound) hits.push({ id: Number(row['id']), score })
  }
  return hits.sort((a, b) => b.score - a.score || a.id - b.id)
}
