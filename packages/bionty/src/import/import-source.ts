import { InvalidArgument } from '@lamindb/core/errors'
import { setField, type BoundRegistry, type DatabaseTransaction } from '@lamindb/core'

import type { Organism } from '../registries/organism.ts'
import type { Source } from '../registries/source.ts'
import { identifiedRows, usableRows, type IdentifiedRows } from './identified-rows.ts'
import { importRows } from './import-rows.ts'
import { linkParents, type ParentPair } from './link-parents.ts'
import { resolveSource } from './resolve-source.ts'
import { RowMapper } from './row-mapper.ts'
import { sourceTable, type SourceTable } from './source-table.ts'
import { upgradeRows } from './upgrade-rows.ts'

/** How far an import is. */
export interface ImportProgress {
  readonly stage: 'downloading' | 'reading' | 'writing' | 'linking'
  /** Bytes of the file while downloading and reading, rows afterwards. */
  readonly done: number
  readonly total: number | undefined
}

export interface ImportSourceOptions {
  /**
   * Ontology in OBO, OWL, OBO Graphs or Turtle, or a table (parquet, Arrow, CSV, TSV); packed with gzip, too. Path, `file:`
   * or `http(s):` address.
   */
  readonly file?: string | URL
  /** Rows with the columns of public tables (`ontology_id`, `definition`, `parents`) or the fields of the registry. */
  readonly rows?: Iterable<object>
  /** The default source of the registry, if left out. */
  readonly source?: Source
  /** Version of the file, where it does not say it or says it wrongly. */
  readonly version?: string
  readonly organism?: Organism | string
  /** Bring rows of other versions of the same source up to this one; the source becomes the current one. */
  readonly updateRecords?: boolean
  /** Aborts between batches; nothing is written then. */
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

/**
 * Fills a registry from a source, in one transaction: nothing is written when anything fails.
 *
 * @throws InvalidArgument when the source has no rows for this registry @throws SourceContentUnavailable
 * @throws OrganismNotSet @throws the errors of the readers
 */
export async function importSource(
  registry: BoundRegistry,
  options: ImportSourceOptions,
): Promise<ImportSourceResult> {
  const { instance } = registry
  instance.assertWritable()
  checkOptions(options)
  const chosen = await resolveSource(registry, options)
  const table = await sourceTable(registry, chosen, options)
  const rows = usableRows(registry, table.rows)
  if (rows.length === 0) throw noRows(registry, table)
  return instance.transaction(async (trx) => {
    const source = await chosen.save(trx, table)
    const mapper = new RowMapper(registry, source, chosen.organism)
    const result = await writeRows(trx, registry, source, identifiedRows(mapper, rows), options)
    setField(source, 'inDb', true)
    if (options.updateRecords) setField(source, 'currentlyUsed', true)
    await source.save({ transaction: trx })
    return { source, rows: rows.length, ...result }
  })
}

const known: ReadonlySet<string> = new Set([
  'file',
  'rows',
  'source',
  'version',
  'organism',
  'updateRecords',
  'signal',
  'onProgress',
])

function checkOptions(options: ImportSourceOptions): void {
  const { source, file, rows } = options
  // An option that is misspelled would make the import go to the network.
  const unknown = Object.keys(options).filter((name) => !known.has(name))
  if (unknown.length > 0)
    throw new InvalidArgument(
      `importSource() has no option ${unknown.map((name) => `'${name}'`).join(', ')}. Its options: ${[...known].join(', ')}.`,
    )
  if (typeof source === 'string') {
    throw new InvalidArgument('import_source() expects a `bt.Source` object, not a str.', {
      hint: 'Get the source first: await db.bionty.Source.get({ entity, name, version }).',
    })
  }
  if (file !== undefined && rows !== undefined)
    throw new InvalidArgument('Pass either a file or rows, not both.')
}

const noRows = ({ meta }: BoundRegistry, table: SourceTable): InvalidArgument => {
  const what = table.file ? `'${table.file.path}'` : 'The source'
  const found = whatIsThere(table)
  return new InvalidArgument(
    `No valid records to add! ${what} has no row with an identifier and a ${meta.nameField} for ${meta.name}${found === undefined ? '' : `; ${found}`}.`,
    {
      hint: 'Check that the file belongs to this registry, or pass the source whose prefix its identifiers have.',
    },
  )
}

/** What a file holds in place of rows for the registry: another ontology, or columns that mean nothing here. */
function whatIsThere({ file, rows }: SourceTable): string | undefined {
  const [first] = rows
  if (first !== undefined) return `its columns are ${Object.keys(first).slice(0, 10).join(', ')}`
  const ontology = file?.header?.name
  return ontology === undefined ? undefined : `its header says that it is the ontology '${ontology}'`
}

async function writeRows(
  trx: DatabaseTransaction,
  registry: BoundRegistry,
  source: Source,
  rows: IdentifiedRows,
  { updateRecords, signal, onProgress }: ImportSourceOptions,
): Promise<Pick<ImportSourceResult, 'inserted' | 'linked' | 'updated'>> {
  const total = rows.rows.length
  onProgress?.({ stage: 'writing', done: 0, total })
  const updated = updateRecords ? await upgradeRows(trx, registry, rows, source) : 0
  const { count, stored } = await importRows(trx, registry, rows, signal)
  signal?.throwIfAborted()
  onProgress?.({ stage: 'linking', done: 0, total })
  // New rows and rows of this very source get links; others keep those that they have.
  const isChild = (index: number): boolean => {
    const before = stored?.[index]
    return updateRecords === true || before === undefined || before.sourceId === source.id
  }
  const linked = await linkParents(trx, registry, parentPairs(registry, rows, isChild))
  signal?.throwIfAborted()
  onProgress?.({ stage: 'linking', done: total, total })
  return { inserted: count, linked, updated }
}

/** Terms that are named obsolete stand alone. */
function* parentPairs(
  registry: BoundRegistry,
  { rows }: IdentifiedRows,
  isChild: (index: number) => boolean,
): Iterable<ParentPair> {
  if (!registry.meta.relations.has('parents')) return
  for (const [index, { ontologyId, name, parents = [] }] of rows.entries()) {
    if (parents.length === 0 || !ontologyId || name?.startsWith('obsolete')) continue
    if (!isChild(index)) continue
    for (const parent of parents) yield [ontologyId, parent]
  }
}
