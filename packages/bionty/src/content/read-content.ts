import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

import { tableSuffixes } from '@lamindb/formats'
import { InvalidArgument } from '@lamindb/core/errors'

import { decompress } from '../ontology/decompress.ts'
import { fileError, ontologyFile, readOntologyFile } from '../ontology/ontology-file.ts'
import { ontologyTable } from '../ontology/ontology-table.ts'
import type { Ontology, OntologyHeader, OntologyProgress } from '../ontology/index.ts'
import { entityRule, speciesTable, taxonomyTable } from '../sources/index.ts'
import { readTableFile } from './read-table-file.ts'
import type { TermRow } from './term-row.ts'

/** Rows of a file, and what the file says about itself. */
export interface FileContent {
  readonly rows: readonly TermRow[]
  readonly file: {
    readonly path: string
    /** Of the stored bytes. */
    readonly md5: string
    /** What an ontology says about itself; tables say nothing. */
    readonly header: OntologyHeader | undefined
  }
}

export interface ReadContentOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: OntologyProgress) => void) | undefined
}

/** Which source a file is the content of. */
export interface ContentKey {
  /** With or without its module: `bionty.CellType`. */
  readonly entity: string
  /** Short name of the source, such as `cl`. */
  readonly name: string
}

/**
 * Reads the file of a source by the rules of its entity: a table, an ontology in any syntax, or Ensembl's list of
 * species. What it is, its suffix or its first bytes tell.
 *
 * @throws FileNotFound @throws OntologyPathIsDirectory @throws the errors of the readers
 */
export async function readContent(
  path: string,
  { entity, name }: ContentKey,
  options: ReadContentOptions = {},
): Promise<FileContent> {
  const { kind, table } = entityRule(entity, name)
  // Named errors for a path that is no readable file come first, whichever reader follows.
  await ontologyFile(path)
  const suffix = await tableSuffix(path)
  if (suffix !== undefined) {
    const rows = await readTableFile(path, { suffix, signal: options.signal })
    return { rows, file: { path, md5: await md5Of(path), header: undefined } }
  }
  if (kind === 'species-list') return readSpecies(path, options)
  const { ontology, md5 } = await readOntologyFile(path, options)
  const rows = (kind === 'taxonomy' ? taxonomyTable(ontology) : ontologyTable(ontology, table)) as object[]
  return { rows: rows as TermRow[], file: { path, md5, header: ontology.header } }
}

/**
 * Reads the graph of an ontology file.
 *
 * @throws InvalidArgument when the file is a table
 */
export async function readGraph(path: string, options: ReadContentOptions = {}): Promise<Ontology> {
  if ((await tableSuffix(path)) !== undefined)
    throw new InvalidArgument(`'${path}' is a table: there is no graph of an ontology in it.`)
  return (await readOntologyFile(path, options)).ontology
}

async function tableSuffix(path: string): Promise<string | undefined> {
  const lower = path.toLowerCase()
  const suffix = tableSuffixes.find((ending) => lower.endsWith(ending))
  return suffix ?? ((await startsWith(path, 'PAR1')) ? '.parquet' : undefined)
}

async function startsWith(path: string, magic: string): Promise<boolean> {
  await using file = await open(path).catch((error: unknown) => {
    throw fileError(error, path)
  })
  const { buffer, bytesRead } = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0)
  return buffer.toString('latin1', 0, bytesRead) === magic
}

async function readSpecies(path: string, { signal }: ReadContentOptions): Promise<FileContent> {
  const file = await ontologyFile(path)
  const hash = createHash('md5')
  const hashed = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of file.open(signal)) {
      hash.update(chunk)
      yield chunk
    }
  }
  const chunks: Uint8Array[] = []
  for await (const chunk of decompress(hashed(), path)) chunks.push(chunk)
  const rows = speciesTable(Buffer.concat(chunks).toString('utf8'), path) as object[]
  return { rows: rows as TermRow[], file: { path, md5: hash.digest('hex'), header: undefined } }
}

async function md5Of(path: string): Promise<string> {
  const file = await ontologyFile(path)
  const hash = createHash('md5')
  for await (const chunk of file.open()) hash.update(chunk)
  return hash.digest('hex')
}
