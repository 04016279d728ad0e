import type { HeaderFacts } from './ontology-builder.ts'

/**
 * Reads one syntax from chunks of bytes of any size into an `OntologyBuilder`.
 *
 * Both methods throw `OntologySyntaxError` or `NotAnOntology`; the parser must not be used after that.
 */
export interface OntologyParser {
  /** Terms met so far, for progress. */
  readonly termCount: number
  write(chunk: Uint8Array): void
  /** Says that the last chunk was written. Returns what the file says about itself. */
  end(): HeaderFacts
}
