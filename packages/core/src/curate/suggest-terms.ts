import Fuse from 'fuse.js'
import { sql, type SqlBool } from 'kysely'

import { checkOnly, narrowed } from '../registry/scope.ts'
import { columnRef } from '../registry/where.ts'
import type { LabelComponent } from './vectors/label-component.ts'

/** Values that get suggestions, suggestions per value, and names that they are chosen from. */
const MOST_VALUES = 20
const MOST_SUGGESTIONS = 3
const MOST_CANDIDATES = 20_000

/** Letters in common that make a name worth looking at where a registry is too large to look at all names. */
const PREFIX = 2

/**
 * Names that resemble values, best first. One query per registry. Registries of more than 20,000 names are narrowed to
 * those that begin like one of the values.
 */
export async function suggestTerms(
  components: readonly LabelComponent[],
  values: readonly unknown[],
): Promise<Map<string, string[]>> {
  const texts = values.filter((value) => typeof value === 'string').slice(0, MOST_VALUES)
  const suggestions = new Map<string, string[]>()
  if (texts.length === 0) return suggestions
  const names: string[] = []
  for (const component of components)
    if (component.column.isText) names.push(...(await candidates(component, texts)))
  const fuse = new Fuse([...new Set(names)], { threshold: 0.4, ignoreLocation: true, includeScore: true })
  for (const text of texts) {
    const found = fuse.search(text, { limit: MOST_SUGGESTIONS }).map(({ item }) => item)
    if (found.length > 0) suggestions.set(text, found)
  }
  return suggestions
}

async function candidates(
  { meta, column, scope }: LabelComponent,
  texts: readonly string[],
): Promise<string[]> {
  const { queries, dialect } = scope.registry.instance
  const name = columnRef(meta, column.column)
  const read = async (condition: ReturnType<typeof checkOnly>): Promise<string[]> => {
    const rows = await queries
      .selectFrom(meta.table)
      .select(column.column)
      .where(condition)
      .where(sql<SqlBool>`${name} is not null`)
      .limit(MOST_CANDIDATES + 1)
      .execute()
    return rows.map((row) => String(row[column.column]))
  }
  const all = await read(checkOnly(scope))
  if (all.length <= MOST_CANDIDATES) return all
  const like = dialect === 'sqlite' ? sql.raw('like') : sql.raw('ilike')
  const prefixes = [...new Set(texts.map((text) => text.slice(0, PREFIX).replaceAll(/[\\%_]/g, '')))]
  const begins = prefixes.map((prefix) => sql`${name} ${like} ${`${prefix}%`}`)
  return read(checkOnly(narrowed(scope, { sql: sql<SqlBool>`(${sql.join(begins, sql` or `)})` })))
}
