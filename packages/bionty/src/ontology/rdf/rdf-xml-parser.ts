import { SaxesParser, type SaxesTagNS } from 'saxes'
import { NotAnOntology, OntologySyntaxError } from '../../errors.ts'
import type { HeaderFacts, OntologyBuilder } from '../ontology-builder.ts'
import type { OntologyParser } from '../ontology-parser.ts'
import { doctypeEntities } from './doctype-entities.ts'
import { owl, rdf } from './names.ts'
import { OwlDocument } from './owl-document.ts'
import { RdfXmlGrammar } from './rdf-xml-grammar.ts'

const encodingDeclaration = /^<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']/
const savedMessage = /^(?:\d+:\d+: )?(.*?)\.?$/s
/** An `&` that begins no entity swallows what follows, so that these are noticed long after their cause. */
const lateMessage = /unclosed tag|character in entity name/

type Decoder = InstanceType<typeof TextDecoder>

/**
 * Reads OWL in RDF/XML. XML is tokenized by saxes, which checks that it is well-formed; {@link RdfXmlGrammar} makes
 * triples of it, {@link OwlDocument} terms.
 */
export class RdfXmlParser implements OntologyParser {
  readonly #path: string
  readonly #builder: OntologyBuilder
  readonly #document = new OwlDocument()
  readonly #grammar = new RdfXmlGrammar(this.#document.add)
  readonly #xml = new SaxesParser({ xmlns: true as const, position: true })
  readonly #decoder: Decoder
  #sawRoot = false
  /** Line of the last tag. */
  #lastLine = 1

  /** @param head - beginning of the content, where an encoding other than UTF-8 is declared */
  constructor(path: string, builder: OntologyBuilder, head: Uint8Array) {
    this.#path = path
    this.#builder = builder
    this.#decoder = this.#decoderFor(new TextDecoder('latin1').decode(head.subarray(0, 200)))
    const grammar = this.#grammar
    this.#xml.on('error', (error) => this.#failAsXml(error))
    this.#xml.on('doctype', (doctype) => this.#declareEntities(doctype))
    this.#xml.on('opentag', (tag) => {
      if (!this.#sawRoot) this.#checkRoot(tag)
      grammar.open(tag)
      this.#lastLine = this.#xml.line
    })
    this.#xml.on('text', (text) => grammar.text(text))
    this.#xml.on('cdata', (text) => grammar.text(text))
    this.#xml.on('closetag', () => {
      grammar.close()
      this.#lastLine = this.#xml.line
    })
  }

  get termCount(): number {
    return this.#document.classCount
  }

  write(chunk: Uint8Array): void {
    this.#xml.write(this.#decode(chunk, true))
  }

  end(): HeaderFacts {
    this.#xml.write(this.#decode(new Uint8Array(0), false))
    this.#xml.close()
    if (!this.#document.isOntology) {
      throw new NotAnOntology({ path: this.#path }, 'rdf-xml', 'an owl:Ontology or an owl:Class', 'neither')
    }
    return this.#document.finish(this.#builder)
  }

  #checkRoot(tag: SaxesTagNS): void {
    this.#sawRoot = true
    const isRdf = tag.uri === rdf.namespace && tag.local === 'RDF'
    // The grammar allows a single description as the root; the attribute is the mark of OWL/XML.
    const isDescription = tag.uri === owl.namespace && tag.attributes['ontologyIRI'] === undefined
    if (isRdf || isDescription) return
    const place = { path: this.#path, line: this.#xml.line }
    throw new NotAnOntology(place, 'rdf-xml', 'the element rdf:RDF', `the element ${tag.name}`)
  }

  #declareEntities(doctype: string): void {
    const entities = doctypeEntities(doctype)
    if ('tooLong' in entities) {
      this.#fail('entities of at most 4096 characters', `the longer entity '${entities.tooLong}'`)
    }
    for (const [name, value] of entities) this.#xml.ENTITIES[name] = value
  }

  #decoderFor(start: string): Decoder {
    const encoding = encodingDeclaration.exec(start)?.[1] ?? 'utf-8'
    try {
      return new TextDecoder(encoding, { fatal: true })
    } catch (cause) {
      return this.#fail('a known encoding', `'${encoding}'`, cause)
    }
  }

  #decode(bytes: Uint8Array, stream: boolean): string {
    try {
      return this.#decoder.decode(bytes, { stream })
    } catch (cause) {
      return this.#fail(`text in ${this.#decoder.encoding.toUpperCase()}`, 'other bytes', cause)
    }
  }

  #failAsXml(error: Error): never {
    const message = savedMessage.exec(error.message)?.[1] ?? error.message
    if (!lateMessage.test(message)) this.#fail('well-formed XML', message, error)
    return this.#fail('well-formed XML', `${message}, or an '&' that begins no entity`, error, this.#lastLine)
  }

  #fail(expectation: string, found: string, cause?: unknown, line = this.#xml.line): never {
    throw new OntologySyntaxError({ path: this.#path, line }, 'rdf-xml', expectation, found, cause)
  }
}
