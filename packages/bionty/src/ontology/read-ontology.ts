import { EmptyOntologyFile } from '../errors.ts'
import { decompress } from './decompress.ts'
import { detectSyntax, detectionBytes, withoutByteOrderMark } from './detect-syntax.ts'
import { OboGraphParser } from './obograph/obo-graph-parser.ts'
import { OboParser } from './obo/obo-parser.ts'
import type { Ontology } from './ontology.ts'
import { type HeaderFacts, OntologyBuilder } from './ontology-builder.ts'
import type { OntologyParser } from './ontology-parser.ts'
import type { OntologyProgress, OntologySource } from './ontology-source.ts'
import type { OntologySyntax } from './ontology-syntax.ts'
import { RdfXmlParser } from './rdf/rdf-xml-parser.ts'
import { TurtleParser } from './rdf/turtle-parser.ts'

/** Finds the source that a reference of an import stands for; `undefined` if there is none. */
export type ImportResolver = (
  reference: string,
  importing: OntologySource,
) => Promise<OntologySource | undefined>

export interface ReadOntologyOptions {
  /** Aborts between chunks. */
  readonly signal?: AbortSignal | undefined
  /** Called after each chunk of the file itself, not of its imports, and once at its end. */
  readonly onProgress?: ((progress: OntologyProgress) => void) | undefined
  /** Without it imports stay unresolved and are listed among the warnings. */
  readonly resolveImport?: ImportResolver | undefined
}

interface Reading {
  readonly syntax: OntologySyntax
  readonly parser: OntologyParser
}

const parsers: Readonly<
  Record<OntologySyntax, (path: string, builder: OntologyBuilder, head: Uint8Array) => OntologyParser>
> = {
  obo: (path, builder) => new OboParser(path, builder),
  'rdf-xml': (path, builder, head) => new RdfXmlParser(path, builder, head),
  'obo-graph': (path, builder) => new OboGraphParser(path, builder),
  turtle: (path, builder) => new TurtleParser(path, builder),
}

/**
 * Reads an ontology in OBO, OWL (RDF/XML), OBO Graphs (JSON) or Turtle, gzipped or not; which of them it is, the content
 * tells. Chunks are dropped as soon as they are read, so that memory is that of the {@link Ontology} alone.
 *
 * @throws `EmptyOntologyFile`, `UnknownOntologySyntax`, `OntologySyntaxError`, `NotAnOntology`, `CorruptGzip`; the
 * reason of the signal; whatever the source throws
 */
export async function readOntology(
  source: OntologySource,
  options: ReadOntologyOptions = {},
): Promise<Ontology> {
  const builder = new OntologyBuilder()
  const imports = await readInto(builder, source, options)
  await readImports(builder, source, imports, options, new Set([source.name]))
  return builder.build()
}

async function readInto(
  builder: OntologyBuilder,
  source: OntologySource,
  { signal, onProgress }: ReadOntologyOptions,
): Promise<readonly string[]> {
  signal?.throwIfAborted()
  const stored = { bytesRead: 0 }
  let reading: Reading | undefined
  for await (const chunk of withWholeHead(decompress(counted(source, stored, signal), source.name))) {
    signal?.throwIfAborted()
    reading ??= startReading(chunk, source.name, builder)
    reading.parser.write(chunk)
    onProgress?.({ ...stored, totalBytes: source.sizeBytes, terms: reading.parser.termCount })
  }
  if (reading === undefined) throw new EmptyOntologyFile(source.name)
  const facts: HeaderFacts = reading.parser.end()
  builder.setHeader(reading.syntax, facts)
  onProgress?.({ ...stored, totalBytes: source.sizeBytes, terms: builder.termCount })
  return facts.imports
}

async function readImports(
  builder: OntologyBuilder,
  importing: OntologySource,
  references: readonly string[],
  options: ReadOntologyOptions,
  visited: Set<string>,
): Promise<void> {
  for (const reference of references) {
    const source = await options.resolveImport?.(reference, importing)
    if (source === undefined) builder.addUnresolvedImport(reference)
    else if (!visited.has(source.name)) {
      visited.add(source.name)
      const further = await readInto(builder, source, { signal: options.signal })
      await readImports(builder, source, further, options, visited)
    }
  }
}

function startReading(head: Uint8Array, path: string, builder: OntologyBuilder): Reading {
  const syntax = detectSyntax(head.subarray(0, detectionBytes), path)
  return { syntax, parser: parsers[syntax](path, builder, head) }
}

/** Joins the first chunks until they suffice to tell the syntax, and drops a byte order mark. */
async function* withWholeHead(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let head: Uint8Array | undefined = new Uint8Array(0)
  for await (const chunk of chunks) {
    if (head === undefined) yield chunk
    else {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk])
      if (head.length < detectionBytes) continue
      yield withoutByteOrderMark(head)
      head = undefined
    }
  }
  if (head !== undefined && head.length > 0) yield withoutByteOrderMark(head)
}

async function* counted(
  source: OntologySource,
  stored: { bytesRead: number },
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of source.open(signal)) {
    stored.bytesRead += chunk.length
    yield chunk
  }
}
