import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FileNotFound } from '@lamindb/core/errors'
import { OntologyPathIsDirectory, UnreadableOntologyFile } from '../errors.ts'
import type { Ontology } from './ontology.ts'
import type { OntologySource } from './ontology-source.ts'
import type { ReadOntologyOptions } from './read-ontology.ts'

const chunkSize = 256 * 1024
const suffixes = ['', '.obo', '.owl', '.json', '.ttl', '.obo.gz', '.owl.gz', '.json.gz', '.ttl.gz']
const scheme = /^[a-z][a-z\d+.-]+:/i

/** An ontology that was read from a file, and facts about the file as it is stored. */
export interface OntologyFile {
  readonly ontology: Ontology
  /** Of the stored bytes: 32 hexadecimal digits. */
  readonly md5: string
  readonly sizeBytes: number
}

/**
 * Opens a file as a source.
 *
 * @throws {@link FileNotFound} {@link OntologyPathIsDirectory}; {@link UnreadableOntologyFile}, also while reading
 */
export async function ontologyFile(path: string): Promise<OntologySource> {
  const facts = await stat(path).catch((error: unknown) => {
    throw fileError(error, path)
  })
  if (facts.isDirectory()) throw new OntologyPathIsDirectory(path)
  return { name: path, sizeBytes: facts.size, open: (signal) => readChunks(path, signal) }
}

/**
 * Reads an ontology file, and its md5 on the way. Imports are looked for beside the file, unless another resolver is
 * given; nothing is fetched.
 *
 * @throws what {@link ontologyFile} and {@link readOntology} throw
 */
export async function readOntologyFile(
  path: string,
  options: ReadOntologyOptions = {},
): Promise<OntologyFile> {
  // The parsers of four syntaxes are loaded when there is something to parse.
  const { readOntology } = await import('./read-ontology.ts')
  const file = await ontologyFile(path)
  const hash = createHash('md5')
  const state = { sizeBytes: 0 }
  const source: OntologySource = {
    ...file,
    async *open(signal) {
      for await (const chunk of file.open(signal)) {
        hash.update(chunk)
        state.sizeBytes += chunk.length
        yield chunk
      }
    },
  }
  const ontology = await readOntology(source, { resolveImport: importBeside, ...options })
  return { ontology, md5: hash.digest('hex'), sizeBytes: state.sizeBytes }
}

/**
 * Finds an import that is named by a path relative to the importing file, or by a `file:` address; the suffix may be
 * left out.
 */
export async function importBeside(
  reference: string,
  importing: OntologySource,
): Promise<OntologySource | undefined> {
  const path = localPath(reference, importing.name)
  if (path === undefined) return undefined
  for (const suffix of suffixes) {
    const facts = await stat(path + suffix).catch(() => undefined)
    if (facts?.isFile() === true) return ontologyFile(path + suffix)
  }
  return undefined
}

function localPath(reference: string, importing: string): string | undefined {
  if (reference.startsWith('file:')) return fileURLToPath(reference)
  return scheme.test(reference) ? undefined : join(dirname(importing), reference)
}

async function* readChunks(
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const stream = createReadStream(path, { highWaterMark: chunkSize, signal })
  try {
    for await (const chunk of stream) yield chunk as Uint8Array
  } catch (error) {
    signal?.throwIfAborted()
    throw fileError(error, path)
  }
}

/** The named error for one of the file system; other errors stay. */
export function fileError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return new FileNotFound(path, { cause: error })
  return new UnreadableOntologyFile(path, error)
}
