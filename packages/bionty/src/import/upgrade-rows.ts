import { bulkColumn, type BoundRegistry, type DatabaseTransaction } from '@lamindb/core'
import { bulkUpsert } from '@lamindb/core/database'

import type { Source } from '../registries/source.ts'
import { fieldReader, type TermColumn } from '../terms/fields-of-row.ts'
import type { IdentifiedRows } from './identified-rows.ts'
import { storedTerms, type StoredTerm } from './stored-terms.ts'

/** Rows that one statement looks for. */
const CHUNK_ROWS = 1000

/**
 * Brings rows of other versions of the same source up to this one: all fields of the table, and the source; uids stay. A
 * row that annotates artifacts and has another name now stays as it is, because the old name stands in the data.
 *
 * @returns number of rows changed
 */
export async function upgradeRows(
  trx: DatabaseTransaction,
  registry: BoundRegistry,
  { mapper, rows, uids }: IdentifiedRows,
  source: Source,
): Promise<number> {
  const versions = await otherVersions(trx, source)
  if (versions.size === 0) return 0
  const stored = await storedTerms(trx, registry, rows, uids)
  const older = rows.flatMap((row, index) => {
    const term = stored[index]
    return term?.sourceId != null && versions.has(term.sourceId) ? [{ row, term }] : []
  })
  const nameOf = fieldReader(registry.meta.columns.get(registry.meta.nameField) as TermColumn)
  const renamed = older.filter(({ row, term }) => nameOf(row) !== term.name).map(({ term }) => term)
  const used = await idsWithArtifacts(trx, registry, renamed)
  const kept = renamed.filter(({ id }) => used.has(id))
  if (kept.length > 0) logKept(registry, kept)
  const keptIds = new Set(kept.map(({ id }) => id))
  const upgraded = older.filter(({ term }) => !keptIds.has(term.id))
  await bulkUpsert(trx, {
    table: registry.meta.table,
    columns: mapper.columns.map(bulkColumn),
    rows: upgraded.map(({ row, term }) => mapper.valuesOf(row, term.uid)),
    key: ['uid'],
    update: mapper.tableColumns.map(({ column }) => column),
  })
  return upgraded.length
}

async function otherVersions(trx: DatabaseTransaction, source: Source): Promise<ReadonlySet<number>> {
  const others = await trx
    .selectFrom('bionty_source')
    .select('id')
    .where('entity', '=', source.entity)
    .where('name', '=', source.name)
    .where('organism', '=', source.organism)
    .where('id', '!=', source.id)
    .execute()
  return new Set(others.map((row) => Number(row['id'])))
}

async function idsWithArtifacts(
  trx: DatabaseTransaction,
  { meta }: BoundRegistry,
  rows: readonly StoredTerm[],
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

function logKept({ meta, instance }: BoundRegistry, rows: readonly StoredTerm[]): void {
  const names = rows.slice(0, 10).map(({ name }) => `'${String(name)}'`)
  instance.logger.warning(
    `kept ${rows.length} ${meta.name} record(s) that annotate artifacts under their old names: ${names.join(', ')}${rows.length > 10 ? ', …' : ''}`,
  )
}
