import type { BoundRegistry, DatabaseTransaction } from '@lamindb/core'

import type { TermRow } from '../content/term-row.ts'
import { fieldReader, type TermColumn } from '../terms/fields-of-row.ts'

/** Identifiers that one statement looks for. */
const CHUNK = 1000

/** A row of the registry. */
export interface StoredTerm {
  readonly id: number
  readonly uid: string
  readonly name: unknown
  readonly branchId: number
  readonly sourceId: number | null
}

/** The columns with identifiers of public sources, the one that counts first. */
function identifierColumns({ meta }: BoundRegistry): readonly TermColumn[] {
  const fields = [meta.options.ontologyIdField, 'stableId']
  return fields.flatMap((field) => {
    const column = field === undefined ? undefined : meta.columns.get(field)
    return column ? [column] : []
  })
}

/** Reads the identifier of a row in its source; without one, rows are told by their uid alone. */
function identifierReader(registry: BoundRegistry): (row: TermRow) => string | undefined {
  const readers = identifierColumns(registry).map(fieldReader)
  return (row) => {
    for (const read of readers) {
      const value = read(row)
      if (typeof value === 'string') return value
    }
    return undefined
  }
}

/**
 * The rows that stand for terms already, on any branch, in the order of the terms. Identifiers decide, not uids: rows of
 * older instances, and rows that had only a name once, have others.
 */
export async function storedTerms(
  trx: DatabaseTransaction,
  registry: BoundRegistry,
  rows: readonly TermRow[],
  uids: readonly string[],
): Promise<readonly (StoredTerm | undefined)[]> {
  const identifierOf = identifierReader(registry)
  const identifiers = rows.map(identifierOf)
  const byIdentifier = new Map<unknown, StoredTerm>()
  for (const { column } of identifierColumns(registry)) {
    await collect(
      trx,
      registry,
      column,
      identifiers.filter((id) => id !== undefined),
      byIdentifier,
    )
  }
  const unidentified = uids.filter((_, index) => identifiers[index] === undefined)
  const byUid = new Map<unknown, StoredTerm>()
  await collect(trx, registry, 'uid', unidentified, byUid)
  return identifiers.map((id, index) => (id === undefined ? byUid.get(uids[index]) : byIdentifier.get(id)))
}

async function collect(
  trx: DatabaseTransaction,
  { meta }: BoundRegistry,
  column: string,
  values: readonly string[],
  found: Map<unknown, StoredTerm>,
): Promise<void> {
  const name = meta.columns.get(meta.nameField)?.column ?? 'uid'
  for (let start = 0; start < values.length; start += CHUNK) {
    const stored = await trx
      .selectFrom(meta.table)
      .select(['id', 'uid', 'branch_id', 'source_id', `${name} as name`, `${column} as key`])
      .where(column, 'in', values.slice(start, start + CHUNK))
      .orderBy('id', 'desc')
      .execute()
    for (const row of stored) {
      found.set(row['key'], {
        id: Number(row['id']),
        uid: String(row['uid']),
        name: row['name'],
        branchId: Number(row['branch_id']),
        sourceId: row['source_id'] === null ? null : Number(row['source_id']),
      })
    }
  }
}
