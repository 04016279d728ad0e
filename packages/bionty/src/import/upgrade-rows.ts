import type { BoundRegistry, DatabaseTransaction } from '@lamindb/core'

import type { Source } from '../registries/source.ts'
import type { ImportRow } from './import-rows.ts'

/** Rows that one statement looks for or writes. */
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
  rows: readonly ImportRow[],
  source: Source,
): Promise<number> {
  const { table } = registry.meta
  const others = await trx
    .selectFrom('bionty_source')
    .select('id')
    .where('entity', '=', source.entity)
    .where('name', '=', source.name)
    .where('organism', '=', source.organism)
    .where('id', '!=', source.id)
    .execute()
  const otherIds = others.map((row) => row['id'])
  if (otherIds.length === 0) return 0
  const used = await idsWithArtifacts(trx, registry)
  const kept: string[] = []
  let updated = 0
  for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
    const chunk = new Map(rows.slice(start, start + CHUNK_ROWS).map((row) => [row.values['uid'], row]))
    const stored = await trx
      .selectFrom(table)
      .select(['id', 'uid', 'name'])
      .where('source_id', 'in', otherIds)
      .where('uid', 'in', [...chunk.keys()])
      .execute()
    for (const old of stored) {
      const values = chunk.get(old['uid'])?.values
      if (!values) continue
      if (old['name'] !== values['name'] && used.has(Number(old['id']))) {
        kept.push(String(old['name']))
        continue
      }
      await trx.updateTable(table).set(values).where('id', '=', old['id']).execute()
      updated += 1
    }
  }
  if (kept.length > 0) {
    registry.instance.logger.warning(
      `kept ${kept.length} ${registry.meta.name} record(s) whose names changed because they annotate artifacts: ${kept.slice(0, 10).join(', ')}`,
    )
  }
  return updated
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
