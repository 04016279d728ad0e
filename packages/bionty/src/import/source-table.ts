import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { resolve, type BoundRegistry } from '@lamindb/core'

import { downloadFile, fetchToken } from '../content/download-file.ts'
import { readContent, type FileContent } from '../content/read-content.ts'
import { sourceTablesOf, type SourceContent } from '../content/source-tables.ts'
import { termRow, type TermRow } from '../content/term-row.ts'
import { rowsOfSource } from '../ontology/ontology-table.ts'
import { joinGenes } from './join-genes.ts'
import type { ImportSourceOptions } from './import-source.ts'
import type { ChosenSource } from './resolve-source.ts'

/** The rows of a source, and what their file says about itself. */
export interface SourceTable {
  readonly rows: readonly TermRow[]
  readonly file?: FileContent['file']
  /** Whether the file is known to be the original one of the source. */
  readonly isOriginal?: boolean
}

/**
 * Reads the rows that a source has for a registry: those given, of the file given, or of the content of the source.
 *
 * @throws SourceContentUnavailable @throws what the readers throw
 */
export async function sourceTable(
  registry: BoundRegistry,
  chosen: ChosenSource,
  options: ImportSourceOptions,
): Promise<SourceTable> {
  if (options.rows)
    return {
      rows: ready(
        registry,
        [...options.rows].map((row) => termRow(row as TermRow)),
      ),
    }
  const content =
    options.file === undefined
      ? await sourceTablesOf(registry.instance).content(chosen.content, {
          signal: options.signal,
          onDownload: progressOf(options, 'downloading'),
          onRead: progressOf(options, 'reading'),
        })
      : await readGivenFile(registry, chosen, options.file, options)
  // A table of an artifact is what somebody made for this registry: all of it counts.
  const rows = content.isArtifact ? content.rows : ownRows(content.rows, chosen.name)
  const isOriginal = (options.file !== undefined || content.isDownloaded) && content.file.header !== undefined
  return { rows: ready(registry, rows), file: content.file, isOriginal }
}

const ready = ({ meta }: BoundRegistry, rows: readonly TermRow[]): readonly TermRow[] =>
  meta.has('ncbiGeneIds') ? joinGenes(rows) : rows

function ownRows(rows: readonly TermRow[], name: string): readonly TermRow[] {
  const isIdentified = rows.every((row) => typeof row.ontologyId === 'string')
  return isIdentified && rows.length > 0
    ? rowsOfSource(rows as readonly (TermRow & { readonly ontologyId: string })[], name)
    : rows
}

const progressOf = (
  { onProgress }: ImportSourceOptions,
  stage: 'downloading' | 'reading',
): ((progress: { done: number; total: number | undefined }) => void) | undefined =>
  onProgress && ((progress) => onProgress({ stage, ...progress }))

async function readGivenFile(
  { meta, instance }: BoundRegistry,
  { name }: ChosenSource,
  file: string | URL,
  options: ImportSourceOptions,
): Promise<SourceContent> {
  const onRead = progressOf(options, 'reading')
  const read = async (path: string): Promise<SourceContent> => ({
    ...(await readContent(
      path,
      { entity: meta.name, name },
      {
        signal: options.signal,
        onProgress: onRead && (({ bytesRead, totalBytes }) => onRead({ done: bytesRead, total: totalBytes })),
      },
    )),
    isArtifact: false,
    isDownloaded: false,
  })
  const address = String(file)
  if (!/^https?:/.test(address)) return read(address.startsWith('file:') ? fileURLToPath(address) : address)
  const folder = await mkdtemp(join(tmpdir(), 'lamin-ontology-'))
  try {
    const path = join(folder, basename(new URL(address).pathname) || 'ontology')
    await downloadFile(resolve(instance.container, fetchToken), address, path, {
      signal: options.signal,
      onProgress: progressOf(options, 'downloading'),
    })
    const content = await read(path)
    return { ...content, file: { ...content.file, path: address } }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
