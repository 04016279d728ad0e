import { EventEmitter } from 'node:events'
import { Parser, type Quad } from 'n3'
import { NotAnOntology, OntologySyntaxError } from '../../errors.ts'
import type { HeaderFacts, OntologyBuilder } from '../ontology-builder.ts'
import type { OntologyParser } from '../ontology-parser.ts'
import { OwlDocument } from './owl-document.ts'

/** Parts of messages that the error of ours says in its own words. */
const wording = /^Unexpected | on line \d+\.?$/g

/** Reads OWL in Turtle and its relatives (N-Triples, TriG) by means of n3; {@link OwlDocument} makes terms of the triples. */
export class TurtleParser implements OntologyParser {
  readonly #path: string
  readonly #builder: OntologyBuilder
  readonly #document = new OwlDocument()
  readonly #input = new EventEmitter()
  readonly #decoder = new TextDecoder('utf-8', { fatal: true })

  constructor(path: string, builder: OntologyBuilder) {
    this.#path = path
    this.#builder = builder
    // The callback's first argument is null on success, which the types leave out.
    new Parser().parse(this.#input, (error: Error | null, quad: Quad | null) => {
      if (error !== null) this.#fail(error)
      if (quad !== null) this.#add(quad)
    })
  }

  get termCount(): number {
    return this.#document.classCount
  }

  write(chunk: Uint8Array): void {
    this.#input.emit('data', this.#decode(chunk, true))
  }

  end(): HeaderFacts {
    this.#input.emit('data', this.#decode(new Uint8Array(0), false))
    this.#input.emit('end')
    if (!this.#document.isOntology) {
      throw new NotAnOntology({ path: this.#path }, 'turtle', 'an owl:Ontology or an owl:Class', 'neither')
    }
    return this.#document.finish(this.#builder)
  }

  #add({ subject, predicate, object }: Quad): void {
    this.#document.add(nodeText(subject), predicate.value, nodeText(object), object.termType === 'Literal')
  }

  #decode(bytes: Uint8Array, stream: boolean): string {
    try {
      return this.#decoder.decode(bytes, { stream })
    } catch (cause) {
      throw new OntologySyntaxError({ path: this.#path }, 'turtle', 'text in UTF-8', 'other bytes', cause)
    }
  }

  #fail(error: Error): never {
    const line = lineOf(error)
    const found = error.message.replaceAll(wording, '')
    throw new OntologySyntaxError({ path: this.#path, line }, 'turtle', 'a triple', found, error)
  }
}

function nodeText({ termType, value }: { readonly termType: string; readonly value: string }): string {
  return termType === 'BlankNode' ? `_:${value}` : value
}

/** n3 puts the place into a property that its types leave out. */
function lineOf(error: Error): number | undefined {
  if (!('context' in error) || typeof error.context !== 'object' || error.context === null) return undefined
  return 'line' in error.context && typeof error.context.line === 'number' ? error.context.line : undefined
}
