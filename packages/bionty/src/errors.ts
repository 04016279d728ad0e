import { InvalidArgument, LaminError } from '@lamindb/core/errors'
import { type OntologySyntax, syntaxNames } from './ontology/ontology-syntax.ts'

const knownSyntaxes = Object.values(syntaxNames).join(', ')

/** Where in a file something is wrong. */
export interface FilePlace {
  /** Path or address as the caller gave it. */
  readonly path: string
  /** Line, counted from 1, for syntaxes that are read by lines. */
  readonly line?: number | undefined
  /** Offset in bytes from the start of the decompressed content, where the line is not known. */
  readonly byte?: number | undefined
}

/** An ontology file that breaks the grammar of its syntax. Nothing of the file was kept. */
export class OntologySyntaxError extends LaminError<'ONTOLOGY_SYNTAX'> {
  readonly path: string
  readonly syntax: OntologySyntax
  readonly line: number | undefined
  readonly byte: number | undefined
  /** What the grammar asks for at that place. */
  readonly expectation: string

  constructor(place: FilePlace, syntax: OntologySyntax, expectation: string, found: string, cause?: unknown) {
    super('ONTOLOGY_SYNTAX', {
      message: `File '${place.path}' is not valid ${syntaxNames[syntax]}${placeText(place)}: expected ${expectation}, found ${found}.`,
      hint: 'Check whether the file was downloaded or edited completely. Nothing was read from it.',
      cause,
    })
    this.path = place.path
    this.syntax = syntax
    this.line = place.line
    this.byte = place.byte
    this.expectation = expectation
  }
}

/** A file whose content begins like none of the syntaxes of ontologies. */
export class UnknownOntologySyntax extends LaminError<'UNKNOWN_ONTOLOGY_SYNTAX'> {
  readonly path: string
  /** What the content looks like: a named format, or its first characters in quotes. */
  readonly found: string

  constructor(path: string, found: string, hint = 'The name of the file does not matter, its content does.') {
    super('UNKNOWN_ONTOLOGY_SYNTAX', {
      message: `File '${path}' is in none of the syntaxes that are read (byte 0): expected ${knownSyntaxes}, found ${found}.`,
      hint,
    })
    this.path = path
    this.found = found
  }
}

/** A file that is well-formed, but holds no ontology, such as JSON without `graphs` or XML that is not RDF. */
export class NotAnOntology extends LaminError<'NOT_AN_ONTOLOGY'> {
  readonly path: string
  readonly syntax: OntologySyntax
  readonly line: number | undefined
  readonly expectation: string

  constructor(place: FilePlace, syntax: OntologySyntax, expectation: string, found: string) {
    super('NOT_AN_ONTOLOGY', {
      message: `File '${place.path}' holds no ontology in ${syntaxNames[syntax]}${placeText(place)}: expected ${expectation}, found ${found}.`,
      hint: `These are read: ${knownSyntaxes}. Other forms of OWL (OWL/XML, functional, Manchester) can be converted with ROBOT.`,
    })
    this.path = place.path
    this.syntax = syntax
    this.line = place.line
    this.expectation = expectation
  }
}

/** An ontology file without content. */
export class EmptyOntologyFile extends LaminError<'EMPTY_ONTOLOGY_FILE'> {
  readonly path: string

  constructor(path: string) {
    super('EMPTY_ONTOLOGY_FILE', {
      message: `File '${path}' is empty (byte 0): expected an ontology in ${knownSyntaxes}.`,
      hint: 'Download it again; an empty file is what an interrupted download leaves behind.',
    })
    this.path = path
  }
}

/** A directory where an ontology file was asked for. */
export class OntologyPathIsDirectory extends LaminError<'ONTOLOGY_PATH_IS_DIRECTORY'> {
  readonly path: string

  constructor(path: string) {
    super('ONTOLOGY_PATH_IS_DIRECTORY', {
      message: `'${path}' is a directory: expected one ontology file in ${knownSyntaxes}.`,
      hint: 'Name one file of the directory.',
    })
    this.path = path
  }
}

/** An ontology file that the operating system does not let us read. */
export class UnreadableOntologyFile extends LaminError<'UNREADABLE_ONTOLOGY_FILE'> {
  readonly path: string

  constructor(path: string, cause: Error) {
    super('UNREADABLE_ONTOLOGY_FILE', {
      message: `File '${path}' cannot be read: ${cause.message}`,
      hint: 'Check its permissions and whether another program holds it.',
      family: 'environment',
      cause,
    })
    this.path = path
  }
}

/** A gzip file that ends too early or whose content fails its checksum. */
export class CorruptGzip extends LaminError<'CORRUPT_GZIP'> {
  readonly path: string
  /** How many compressed bytes were there or had been read when it failed. */
  readonly byte: number
  /** Whether the file ends too early; otherwise its bytes are wrong. */
  readonly truncated: boolean

  constructor(path: string, byte: number, truncated: boolean, cause: unknown) {
    const problem = truncated
      ? `ends too early, after ${byte} bytes: expected the end of the compressed data`
      : `is damaged within its first ${byte} bytes: expected valid compressed data`
    super('CORRUPT_GZIP', {
      message: `Gzip file '${path}' ${problem}.`,
      hint: 'Download it again. Nothing was read from it.',
      cause,
    })
    this.path = path
    this.byte = byte
    this.truncated = truncated
  }
}

/** A registry whose records belong to an organism was used without one. Never caught by fall-backs. */
export class OrganismNotSet extends LaminError<'ORGANISM_NOT_SET'> {
  /** Class name of the registry, such as `Gene`. */
  readonly registry: string

  constructor(registry: string, message: string) {
    super('ORGANISM_NOT_SET', {
      message,
      hint: 'Pass an organism, or set one for this instance.',
    })
    this.registry = registry
  }
}

/** No public source fits the registry and the organism. */
export class SourceNotFound extends InvalidArgument<'SOURCE_NOT_FOUND'> {
  readonly entity: string
  readonly organism: string | undefined

  constructor(entity: string, organism: string | undefined) {
    const filter =
      organism === undefined
        ? `{'entity': '${entity}'}`
        : `{'entity': '${entity}', 'organism': '${organism}'}`
    super(`No source record found for filter ${filter}`, {
      code: 'SOURCE_NOT_FOUND',
      hint: 'Add a source for this registry, or name one that is registered.',
    })
    this.entity = entity
    this.organism = organism
  }
}

/** A file of a public source that could not be fetched. Nothing was written. */
export class SourceDownloadFailed extends LaminError<'SOURCE_DOWNLOAD_FAILED'> {
  readonly url: string
  /** Status of the answer; `undefined` when there was none. */
  readonly status: number | undefined

  constructor(url: string, status: number | undefined, cause?: unknown) {
    const message =
      status === 404
        ? `URL not found (404): '${url}'. Check for typos.`
        : status === undefined
          ? `Nothing could be read from '${url}': ${reasonOf(cause)}.`
          : `HTTP error (${status}): ${url}.`
    super('SOURCE_DOWNLOAD_FAILED', {
      message,
      hint: 'Check the address and the connection, or download the file by other means and pass its path.',
      family: status === 404 ? 'user' : 'environment',
      cause,
    })
    this.url = url
    this.status = status
  }
}

/** A downloaded file whose md5 is not the one that its source has. The file was removed. */
export class SourceChecksumMismatch extends LaminError<'SOURCE_CHECKSUM_MISMATCH'> {
  readonly url: string
  readonly expected: string
  readonly found: string

  constructor(url: string, expected: string, found: string) {
    super('SOURCE_CHECKSUM_MISMATCH', {
      message: `The file of '${url}' has md5 ${found}, its source says ${expected}, also when it was downloaded again.`,
      hint: 'If the file was published anew, set or clear the md5 of the source.',
    })
    this.url = url
    this.expected = expected
    this.found = found
  }
}

/** A source whose terms are neither on this machine nor to be had from the network. */
export class SourceContentUnavailable extends InvalidArgument<'SOURCE_CONTENT_UNAVAILABLE'> {
  readonly entity: string
  /** Short name of the source. */
  readonly source: string
  readonly version: string

  constructor(
    { entity, name, version, url }: { entity: string; name: string; version: string; url: string | null },
    folder: string,
    cause?: unknown,
  ) {
    const why = url
      ? `: ${cause instanceof Error ? cause.message : 'downloads are switched off'}`
      : `. No source url is available for ${entity} ontology.`
    super(`The terms of source '${name}', ${version}, of ${entity} are not on this machine${why}`, {
      code: 'SOURCE_CONTENT_UNAVAILABLE',
      hint: `Pass its file, as in importSource({ file: … }) or addSource(source, { file: … }), or put it into '${folder}'.`,
      cause,
    })
    this.entity = entity
    this.source = name
    this.version = version
  }
}

/** A prefix that no ontology server knows. */
export class OntologyNotFoundError extends InvalidArgument<'ONTOLOGY_NOT_FOUND'> {
  readonly prefix: string

  constructor(prefix: string, cause?: unknown) {
    super(`No ontology with prefix '${prefix}' was found.`, {
      code: 'ONTOLOGY_NOT_FOUND',
      hint: 'Check the prefix at https://www.ebi.ac.uk/ols4, or register a source with the address of its file.',
      cause,
    })
    this.prefix = prefix
  }
}

/** An ontology that was not published under this version, as far as its usual addresses say. */
export class OntologyVersionNotFoundError extends InvalidArgument<'ONTOLOGY_VERSION_NOT_FOUND'> {
  readonly prefix: string
  readonly version: string

  constructor(prefix: string, version: string, tried: readonly string[], cause?: unknown) {
    super(`Version '${version}' of ontology '${prefix}' was not found. Tried: ${tried.join(', ')}.`, {
      code: 'ONTOLOGY_VERSION_NOT_FOUND',
      hint: 'Check the version, or register a source with the address of its file.',
      cause,
    })
    this.prefix = prefix
    this.version = version
  }
}

/** The innermost reason: `fetch failed` says nothing, its cause does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message
}

function placeText({ line, byte }: FilePlace): string {
  if (line !== undefined) return ` (line ${line})`
  return byte === undefined ? '' : ` (byte ${byte})`
}
