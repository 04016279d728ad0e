import { InvalidArgument } from '@lamindb/core/errors'
import { setField, type BoundRegistry, type DatabaseTransaction } from '@lamindb/core'

import type { Organism } from '../registries/organism.ts'
import type { Source } from '../registries/source.ts'
import { importRows } from './import-rows.ts'
import { linkParents, type ParentPair } from './link-parents.ts'
import { sourceTable, type SourceTableRow } from './source-table.ts'
import { resolveSource } from './resolve-source.ts'
import { reader, RowMapper } from './row-mapper.ts'
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
  const { rows } = table
  return instance.transaction(async (trx) => {
    const source = await chosen.save(trx, table)
    const mapper = new RowMapper(registry, source, chosen.organism)
    options.onProgress?.({ stage: 'writing', done: 0, total: rows.length })
    const updated = options.updateRecords ? await upgradeRows(trx, registry, rows, mapper, source) : 0
    const { count, uids } = await importRows(trx, registry, rows, mapper, options.signal)
    options.signal?.throwIfAborted()
    options.onProgress?.({ stage: 'linking', done: 0, total: rows.length })
    const isChild =
      options.updateRecords || uids === 'all' ? undefined : await linkable(trx, registry, uids, source)
    const pairs = parentPairs(registry, rows, isChild && ((row) => isChild(mapper.uidOf(row))))
    const linked = await linkParents(trx, registry, pairs)
    setField(source, 'inDb', true)
    if (options.updateRecords) setField(source, 'currentlyUsed', true)
    await source.save({ transaction: trx })
    options.onProgress?.({ stage: 'linking', done: rows.length, total: rows.length })
    return { source, rows: rows.length, inserted: count, linked, updated }
  })
}

/** New rows and rows of this very source get links; others keep those that they have. */
async function linkable(
  trx: DatabaseTransaction,
  { meta }: BoundRegistry,
  inserted: ReadonlySet<string>,
  source: Source,
): Promise<(uid: string) => boolean> {
  const own = await trx.selectFrom(meta.table).select('uid').where('source_id', '=', source.id).execute()
  const uids = new Set(own.map((row) => String(row['uid'])))
  return (uid) => inserted.has(uid) || uids.has(uid)
}

const ontologyId = reader('ontology_id', 'ontologyId')

/** Terms that are named obsolete stand alone. */
function* parentPairs(
  registry: BoundRegistry,
  rows: readonly SourceTableRow[],
  isChild: (row: SourceTableRow) => boolean = () => true,
): Iterable<ParentPair> {
  if (!registry.meta.relations.has('parents')) return
  for (const row of rows) {
    const { parents } = row
    if (!Array.isArray(parents) || parents.length === 0) continue
    if (String(row['name']).startsWith('obsolete') || !isChild(row)) continue
    for (const parent of parents) yield [String(ontologyId(row)), String(parent)]
  }
}
