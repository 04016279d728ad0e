import { bulkColumn, type BoundRegistry, type DatabaseTransaction } from '@lamindb/core'
import { bulkUpsert } from '@lamindb/core/database'

import type { Source } from '../registries/source.ts'
import { fieldReader } from '../terms/fields-of-row.ts'
import type { IdentifiedRow, IdentifiedRows } from './identified-rows.ts'

/** Rows that one statement looks for. */
const CHUNK_ROWS = 1000

/**
 * Brings rows of other versions of the same source up to this one: all fields of the table, and the source. A row that
 * annotates artifacts and has another name now stays as it is, because the old name stands in the data.
 *
 * @returns number of rows changed
 * @see bionty.md 5.5
 */
export async function upgradeRows(
  trx: DatabaseTransaction,
  registry: BoundRegistry,
  { mapper, entries }: IdentifiedRows,
  source: Source,
): Promise<number> {
  const older = await olderRows(trx, registry, source)
  const matching = entries.flatMap((entry) => {
    const row = older.get(entry.uid)
    return row ? [{ ...entry, ...row }] : []
  })
  const nameOf = fieldReader(nameColumn(registry))
  const renamed = matching.filter(({ row, name }) => nameOf(row) !== name)
  const used = await idsWithArtifacts(trx, registry, renamed)
  const kept = new Set(renamed.filter(({ id }) => used.has(id)).map(({ uid }) => uid))
  if (kept.size > 0)
    logKept(
      registry,
      renamed.filter(({ uid }) => kept.has(uid)),
    )
  const upgraded = matching.filter(({ uid }) => !kept.has(uid))
  await bulkUpsert(trx, {
    table: registry.meta.table,
    columns: mapper.columns.map(bulkColumn),
    rows: upgraded.map(({ row, uid }) => mapper.valuesOf(row, uid)),
    key: ['uid'],
    update: mapper.tableColumns.map(({ column }) => column),
  })
  return upgraded.length
}

interface OlderRow {
  readonly id: number
  readonly name: unknown
}

const nameColumn = ({ meta }: BoundRegistry) => meta.columns.get(meta.nameField) as never

/** Rows that come from other versions of the source, by uid. */
async function olderRows(
  trx: DatabaseTransaction,
  registry: BoundRegistry,
  source: Source,
): Promise<ReadonlyMap<string, OlderRow>> {
  const { meta } = registry
  const name = meta.columns.get(meta.nameField)?.column ?? 'uid'
  const others = trx
    .selectFrom('bionty_source')
    .select('id')
    .where('entity', '=', source.entity)
    .where('name', '=', source.name)
    .where('organism', '=', source.organism)
    .where('id', '!=', source.id)
  const rows = await trx
    .selectFrom(meta.table)
    .select(['id', 'uid', `${name} as name`])
    .where('source_id', 'in', others)
    .execute()
  return new Map(rows.map((row) => [String(row['uid']), { id: Number(row['id']), name: row['name'] }]))
}

async function idsWithArtifacts(
  trx: DatabaseTransaction,
  { meta }: BoundRegistry,
  rows: readonly OlderRow[],
): Promise<ReadonlySet<number>> {
  const relation = meta.relations.get('artifacts')
  const used = new Set<number>()
  if (relation?.kind !== 'through') return used
  for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
    const ids = rows.slice(start, start + CHUNK_ROWS).map(({ id }) => id)
    const links = await trx
      .selectFrom(relation.link.table)
      .select(`${relation.ownColumn} as id`)
      .where(relation.ownColumn, 'in', ids)
      .distinct()
      .execute()
    for (const link of links) used.add(Number(link['id']))
  }
  return used
}

function logKept({ meta, instance }: BoundRegistry, rows: readonly (IdentifiedRow & OlderRow)[]): void {
  const names = rows.slice(0, 10).map(({ name }) => `'${String(name)}'`)
  instance.logger.warning(
    `kept ${rows.length} ${meta.name} record(s) that annotate artifacts under their old names: ${names.join(', ')}${rows.length > 10 ? ', …' : ''}`,
  )
}
