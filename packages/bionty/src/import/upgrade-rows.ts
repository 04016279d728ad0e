import type { BoundRegistry, DatabaseTransaction } from '@lamindb/core'

import type { Source } from '../registries/source.ts'
import type { RowMapper } from './row-mapper.ts'
import type { SourceTableRow } from './source-table.ts'

/** Rows that one statement looks for. */
const CHUNK_ROWS = 1000

/**
 * Brings rows of other versions of the same source up to this one: all fields of the table, and the source. A row that
 * annotates artifacts and has another name now stays as it is, because the old name stands in the data.
 *
 * @returns number of rows changed
 */
export async function upgradeRows(
  trx: DatabaseTransaction,
  registry: BoundRegistry,
  rows: readonly SourceTableRow[],
  mapper: RowMapper,
  source: Source,
): Promise<number> {
  const { meta, instance } = registry
  const otherIds = await otherVersions(trx, source)
  if (otherIds.length === 0) return 0
  const used = await idsWithArtifacts(trx, registry)
  const columns = mapper.columns.filter(
    ({ isText, column }) => (isText && column !== 'uid') || column === 'source_id',
  )
  const kept: string[] = []
  let updated = 0
  for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
    const chunk = new Map(rows.slice(start, start + CHUNK_ROWS).map((row) => [mapper.uidOf(row), row]))
    const stored = await trx
      .selectFrom(meta.table)
      .select(['id', 'uid', 'name'])
      .where('source_id', 'in', otherIds)
      .where('uid', 'in', [...chunk.keys()])
      .execute()
    for (const old of stored) {
      const row = chunk.get(String(old['uid']))
      if (!row) continue
      if (old['name'] !== row['name'] && used.has(Number(old['id']))) {
        kept.push(String(old['name']))
        continue
      }
      const values = mapper.valuesOf(row)
      const changes = columns.map(({ column }) => [
        column,
        values[mapper.columns.findIndex((c) => c.column === column)],
      ])
      await trx.updateTable(meta.table).set(Object.fromEntries(changes)).where('id', '=', old['id']).execute()
      updated += 1
    }
  }
  if (kept.length > 0) {
    const names = kept.slice(0, 10).join(', ')
    instance.logger.warning(
      `kept ${kept.length} ${meta.name} record(s) that annotate artifacts under their old names: ${names}`,
    )
  }
  return updated
}

async function otherVersions(trx: DatabaseTransaction, source: Source): Promise<unknown[]> {
  const others = await trx
    .selectFrom('bionty_source')
    .select('id')
    .where('entity', '=', source.entity)
    .where('name', '=', source.name)
    .where('organism', '=', source.organism)
    .where('id', '!=', source.id)
    .execute()
  return others.map((row) => row['id'])
}

async function idsWithArtifacts(
  trx: DatabaseTransaction,
  { meta }: BoundRegistry,
): Promise<ReadonlySet<number>> {
  const relation = meta.relations.get('artifacts')
  if (relation?.kind !== 'through') return new Set()
  const rows = await trx.selectFrom(relation.link.table).select(relation.ownColumn).distinct().execute()
  return new Set(rows.map((row) => Number(row[relation.ownColumn])))
}
