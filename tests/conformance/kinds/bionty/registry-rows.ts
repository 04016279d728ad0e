import { sql } from 'kysely'
import type { Instance } from '@lamindb/core'
import { goldenFromApi } from '../../api/golden-from-api.ts'
import { compareCodePoints, type GoldenRow } from '../../golden/canonical-rows.ts'
import type { GoldenJson } from '../../golden/golden-json.ts'

/** Columns that SQLite stores as numbers and golden files as truth values. */
const BOOLEANS: ReadonlySet<string> = new Set(['is_locked', 'in_db', 'currently_used', 'is_type'])

/**
 * All rows of a registry by id, with the columns that a golden file names; `source__uid` is a column of the related
 * row. Synonyms are sorted, as their order is not defined.
 */
export async function registryRows(
  db: Instance,
  registry: string,
  columns: readonly string[],
): Promise<GoldenRow[]> {
  const { meta } = db.registryNamed(registry)
  const own = (column: string): string => column.split('__')[0] ?? column
  const selected = columns.map((column) => {
    const [, beyond] = column.split('__')
    if (beyond === undefined) return sql`${sql.ref(`${meta.table}.${column}`)} as ${sql.ref(column)}`
    const relation = meta.relations.get(own(column))
    if (relation?.kind !== 'toOne') throw new TypeError(`${registry} has no relation '${own(column)}'`)
    const target = sql.table(relation.target.table)
    const id = sql.ref(`${meta.table}.${relation.idColumn.column}`)
    return sql`(select ${sql.ref(beyond)} from ${target} as t where t.id = ${id}) as ${sql.ref(column)}`
  })
  const query = sql<
    Record<string, unknown>
  >`select ${sql.join(selected)} from ${sql.table(meta.table)} order by ${sql.ref(`${meta.table}.id`)}`
  const { rows } = await query.execute(db.queries)
  return rows.map((row) => columns.map((column) => cell(column, row[column])))
}

function cell(column: string, value: unknown): GoldenJson {
  if (BOOLEANS.has(column) && value !== null) return Boolean(value)
  if (column === 'synonyms' && typeof value === 'string') {
    return value.split('|').toSorted(compareCodePoints).join('|')
  }
  return goldenFromApi(value)
}

/** Links to parents as `[child, parent]` by ontology id, sorted; empty for a registry without parents. */
export async function registryEdges(db: Instance, registry: string): Promise<[string, string][]> {
  const { meta } = db.registryNamed(registry)
  const parents = meta.relations.get('parents')
  if (parents?.kind !== 'through') return []
  const [link, terms] = [sql.table(parents.link.table), sql.table(meta.table)]
  const [own, other] = [sql.ref(`l.${parents.ownColumn}`), sql.ref(`l.${parents.targetColumn}`)]
  const { rows } = await sql<{ child: string; parent: string }>`
    select c.ontology_id as child, p.ontology_id as parent
    from ${link} as l join ${terms} as c on c.id = ${own} join ${terms} as p on p.id = ${other}`.execute(
    db.queries,
  )
  return rows
    .map(({ child, parent }): [string, string] => [child, parent])
    .sort((a, b) => compareCodePoints(a[0], b[0]) || compareCodePoints(a[1], b[1]))
}
