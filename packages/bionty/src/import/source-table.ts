import { InvalidArgument } from '@lamindb/core/errors'
import type { BoundRegistry } from '@lamindb/core'

import { readOntologyFile, ontologyTable, rowsOfSource, type OntologyHeader } from '../ontology/index.ts'
import { entityRule } from '../sources/index.ts'
import type { ImportSourceOptions } from './import-source.ts'
import { joinGenes } from './join-genes.ts'
import type { ChosenSource } from './resolve-source.ts'

/**
 * A row of a public table: values by the names that public tables use (`ontology_id`, `definition`, `parents`, …), or by
 * those of the fields of the registry (`ontologyId`).
 */
export interface SourceTableRow {
  readonly [column: string]: unknown
}

/** The rows of a source, and what the file says about itself. */
export interface SourceTable {
  readonly rows: readonly SourceTableRow[]
  readonly file?: {
    readonly path: string
    readonly md5: string
    readonly header: OntologyHeader | undefined
  }
}

/**
 * Reads the rows that a source has for a registry.
 *
 * @throws {@link InvalidArgument} when neither a file nor rows are given; what the readers throw
 */
export async function sourceTable(
  registry: BoundRegistry,
  chosen: ChosenSource,
  options: ImportSourceOptions,
): Promise<SourceTable> {
  if (options.rows) return { rows: joinedRows(registry, [...options.rows]) }
  if (options.file === undefined) {
    throw new InvalidArgument(
      `The source '${chosen.name}' of ${registry.meta.entityName} is not on this machine.`,
      {
        hint: `Download it${chosen.url ? ` from ${chosen.url}` : ''} and pass it: importSource({ file: … }).`,
      },
    )
  }
  if (/\.(parquet|csv|tsv)(\.gz)?$/.test(options.file)) {
    const { readTableFile } = await import('./table-file.ts')
    const table = await readTableFile(options.file)
    return { ...table, rows: joinedRows(registry, table.rows) }
  }
  return readOntologyRows(registry, chosen, options.file, options)
}

const joinedRows = ({ meta }: BoundRegistry, rows: readonly SourceTableRow[]): readonly SourceTableRow[] =>
  meta.has('ncbiGeneIds') ? joinGenes(rows) : rows

async function readOntologyRows(
  registry: BoundRegistry,
  chosen: ChosenSource,
  file: string,
  { signal, onProgress }: ImportSourceOptions,
): Promise<SourceTable> {
  const { ontology, md5 } = await readOntologyFile(file, {
    signal,
    onProgress:
      onProgress &&
      (({ bytesRead, totalBytes }) => onProgress({ stage: 'reading', done: bytesRead, total: totalBytes })),
  })
  const { table } = entityRule(registry.meta.name, chosen.name)
  return {
    rows: rowsOfSource(
      ontologyTable(ontology, table),
      chosen.name,
    ) as readonly object[] as readonly SourceTableRow[],
    file: { path: file, md5, header: ontology.header },
  }
}
