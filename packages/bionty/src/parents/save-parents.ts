import { bulkInsert } from '@lamindb/core/database'
import { metaOf, type BoundRegistry, type DatabaseTransaction, type RegistryRecord } from '@lamindb/core'

import type { TermRow } from '../content/term-row.ts'
import { insertTerms } from '../import/insert-terms.ts'
import { restoreTrashed } from '../import/restore-trashed.ts'
import { forgetPendingParents, pendingParentsOf, type ParentTable } from './pending-parents.ts'

/** Ids that one statement looks for. */
const CHUNK = 1000

/**
 * Adds the parents that saved records wait for, with all their ancestors: rows that the registry lacks are made from the
 * table of the source, rows in the trash come back, and every link between them is made. A handful of statements,
 * whatever the number of records.
 */
export async function saveParents(
  trx: DatabaseTransaction,
  records: readonly RegistryRecord[],
): Promise<(() => void) | undefined> {
  const waiting = records.filter((record) => record.id !== undefined && pendingParentsOf(record))
  const [first] = waiting
  if (!first) return undefined
  const groups = Map.groupBy(waiting, (record) => pendingParentsOf(record)?.table)
  for (const [table, group] of groups) await saveGroup(trx, metaOf(first).registry, table, group)
  return () => forgetPendingParents(waiting)
}

async function saveGroup(
  trx: DatabaseTransaction,
  registry: BoundRegistry,
  table: ParentTable | undefined,
  records: readonly RegistryRecord[],
): Promise<void> {
  const parentIds = new Set(records.flatMap((record) => pendingParentsOf(record)?.ontologyIds ?? []))
  const ancestors = ancestorsOf(parentIds, table)
  const known = await rowsOf(trx, registry, [...ancestors])
  await restoreTrashed(trx, registry, known.values())
  const missing = [...ancestors].filter((id) => !known.has(id))
  const rows = missing.map((id) => table?.terms.term(id)).filter((row) => row !== undefined)
  warnAbout(registry, missing, rows)
  if (table && rows.length > 0) await insertTerms(trx, registry, { rows, source: table.source })
  const all = rows.length > 0 ? await rowsOf(trx, registry, [...ancestors]) : known
  const changed = [...all.values()].filter((row) => !known.has(row.ontologyId) || row.isOfSource(table))
  await insertLinks(trx, registry, [
    ...records.flatMap((record) => linksOf(record.id, pendingParentsOf(record)?.ontologyIds ?? [], all)),
    ...changed.flatMap((row) => linksOf(row.id, parentsOfTerm(row.ontologyId, table), all)),
  ])
}

/** Ids of parents, their parents and so on. */
function ancestorsOf(parents: ReadonlySet<string>, table: ParentTable | undefined): ReadonlySet<string> {
  const ancestors = new Set(parents)
  // A set grows while it is walked: every ancestor is met once.
  for (const id of ancestors) for (const parent of table?.terms.term(id)?.parents ?? []) ancestors.add(parent)
  return ancestors
}

/** Terms that are named obsolete stand alone. */
function parentsOfTerm(ontologyId: string, table: ParentTable | undefined): readonly string[] {
  const row: TermRow | undefined = table?.terms.term(ontologyId)
  return row?.name?.startsWith('obsolete') ? [] : (row?.parents ?? [])
}

interface StoredTerm {
  readonly id: number
  readonly ontologyId: string
  readonly branchId: number
  isOfSource(table: ParentTable | undefined): boolean
}

/** The rows of terms on any branch, by ontology id. */
async function rowsOf(
  trx: DatabaseTransaction,
  { meta }: BoundRegistry,
  ontologyIds: readonly string[],
): Promise<ReadonlyMap<string, StoredTerm>> {
  const found = new Map<string, StoredTerm>()
  for (let start = 0; start < ontologyIds.length; start += CHUNK) {
    const rows = await trx
      .selectFrom(meta.table)
      .select(['id', 'ontology_id', 'branch_id', 'source_id'])
      .where('ontology_id', 'in', ontologyIds.slice(start, start + CHUNK))
      .execute()
    for (const row of rows) {
      const ontologyId = String(row['ontology_id'])
      found.set(ontologyId, {
        id: Number(row['id']),
        ontologyId,
        branchId: Number(row['branch_id']),
        isOfSource: (table) => row['source_id'] === table?.source.id,
      })
    }
  }
  return found
}

function warnAbout({ instance }: BoundRegistry, missing: readonly string[], rows: readonly TermRow[]): void {
  const found = new Set(rows.map((row) => row.ontologyId))
  for (const id of missing)
    if (!found.has(id)) instance.logger.warning(`ontology ID ${id} not found in DataFrame`)
}

type Link = readonly [child: number, parent: number]

function linksOf(child: number, parents: readonly string[], rows: ReadonlyMap<string, StoredTerm>): Link[] {
  return parents.flatMap((parent) => {
    const row = rows.get(parent)
    return row && row.id !== child ? [[child, row.id] as const] : []
  })
}

async function insertLinks(
  trx: DatabaseTransaction,
  { meta }: BoundRegistry,
  links: readonly Link[],
): Promise<void> {
  const relation = meta.relations.get('parents')
  if (relation?.kind !== 'through' || links.length === 0) return
  await bulkInsert(trx, {
    table: relation.link.table,
    columns: [relation.ownColumn, relation.targetColumn].map((name) => ({ name, type: 'bigint' })),
    rows: links,
    onConflict: 'ignore',
  })
}
