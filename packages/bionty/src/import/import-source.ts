import { InvalidArgument } from '@lamindb/core/errors'
import { setField, type BoundRegistry, type DatabaseTransaction } from '@lamindb/core'

import type { Organism } from '../registries/organism.ts'
import type { Source } from '../registries/source.ts'
import { importRows, type ImportRow } from './import-rows.ts'
import { linkParents, type ParentPair } from './link-parents.ts'
import { sourceTable, type SourceTableRow } from './source-table.ts'
import { resolveSource } from './resolve-source.ts'
import { toImportRows } from './to-import-rows.ts'
import { upgradeRows } from './upgrade-rows.ts'

/** How far an import is. */
export interface ImportProgress {
  readonly stage: 'reading' | 'writing' | 'linking'
  /** Bytes of the file while reading, rows afterwards. */
  readonly done: number
  readonly total: number | undefined
}

export interface ImportSourceOptions {
  /** Ontology in OBO, OWL, OBO Graphs or Turtle, or a table (`.parquet`, `.csv`, `.tsv`); `.gz` too. */
  readonly file?: string
  /** Rows with the fields of the registry, instead of a file. */
  readonly rows?: Iterable<SourceTableRow>
  readonly source?: Source
  /** Version of the file, where it does not say it or says it wrongly. */
  readonly version?: string
  readonly organism?: Organism | string
  /** Bring rows of another version of the same source up to this one. */
  readonly updateRecords?: boolean
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ImportProgress) => void
}

export interface ImportSourceResult {
  readonly source: Source
  /** Rows of the source for this registry. */
  readonly rows: number
  /** Rows and links that were not there before. */
  readonly inserted: number
  readonly linked: number
  /** Rows that took another version's place; only with `updateRecords`. */
  readonly updated: number
}

/** Fills a registry from a source. Nothing is written when anything fails. */
export async function importSource(
  registry: BoundRegistry,
  options: ImportSourceOptions,
): Promise<ImportSourceResult> {
  const { instance, meta } = registry
  instance.assertWritable()
  const chosen = await resolveSource(registry, options)
  const table = await sourceTable(registry, chosen, options)
  if (table.rows.length === 0) {
    throw new InvalidArgument(
      `No valid records to add! The source of ${meta.name} has no row with an identifier and a name.`,
      {
        hint: 'Check that the file belongs to this registry, or pass the source whose prefix its identifiers have.',
      },
    )
  }
  return instance.transaction(async (trx) => {
    const source = await chosen.save(trx, table)
    const rows = toImportRows(registry, table.rows, source, chosen.organism)
    options.onProgress?.({ stage: 'writing', done: 0, total: rows.length })
    const updated = options.updateRecords ? await upgradeRows(trx, registry, rows, source) : 0
    const { inserted } = await importRows(trx, registry, rows, options.signal)
    options.signal?.throwIfAborted()
    options.onProgress?.({ stage: 'linking', done: 0, total: rows.length })
    const isChild = await linkable(trx, registry, rows, inserted, source, options)
    const linked = await linkParents(trx, registry, parentPairs(registry, rows, isChild))
    setField(source, 'inDb', true)
    if (options.updateRecords) setField(source, 'currentlyUsed', true)
    await source.save({ transaction: trx })
    options.onProgress?.({ stage: 'linking', done: rows.length, total: rows.length })
    return { source, rows: rows.length, inserted: inserted.size, linked, updated }
  })
}

/** New rows and rows of this very source get links; others keep those that they have. */
async function linkable(
  trx: DatabaseTransaction,
  { meta }: BoundRegistry,
  rows: readonly ImportRow[],
  inserted: ReadonlySet<string>,
  source: Source,
  { updateRecords }: ImportSourceOptions,
): Promise<(uid: string) => boolean> {
  if (updateRecords || inserted.size === rows.length) return () => true
  const own = await trx.selectFrom(meta.table).select('uid').where('source_id', '=', source.id).execute()
  const uids = new Set(own.map((row) => String(row['uid'])))
  return (uid) => inserted.has(uid) || uids.has(uid)
}

function* parentPairs(
  registry: BoundRegistry,
  rows: readonly ImportRow[],
  isChild: (uid: string) => boolean,
): Iterable<ParentPair> {
  if (!registry.meta.relations.has('parents')) return
  for (const { values, parents } of rows) {
    if (String(values['name']).startsWith('obsolete') || !isChild(String(values['uid']))) continue
    for (const parent of parents) yield [String(values['ontology_id']), parent]
  }
}
