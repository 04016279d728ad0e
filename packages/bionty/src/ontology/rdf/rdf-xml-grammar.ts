import type { SaxesTagNS } from 'saxes'
import { rdf } from './names.ts'
import { type RdfAttributes, rdfAttributesOf } from './rdf-attributes.ts'
import type { TripleSink } from './triple-sink.ts'

const absoluteIri = /^[A-Za-z][\w+.-]*:/

/** What an open element stands for. */
type Frame =
  | { readonly kind: 'document'; readonly base: string }
  | NodeFrame
  | PropertyFrame
  | { readonly kind: 'xml-literal'; readonly base: string; readonly property: PropertyFrame }

/** A node element, or a property element with `parseType="Resource"`, whose children describe `subject` too. */
interface NodeFrame {
  readonly kind: 'node'
  readonly base: string
  readonly subject: string
  /** How many `rdf:li` it has had. */
  items: number
}

interface PropertyFrame {
  readonly kind: 'property'
  readonly base: string
  readonly subject: string
  readonly predicate: string
  readonly isCollection: boolean
  text: string
  /** Whether its object was a resource, so that its text is only layout. */
  hasObject: boolean
  /** Last cell of its list, for a collection. */
  lastCell: string | undefined
}

/**
 * Turns the elements of RDF/XML into triples: node and property elements, property attributes, typed nodes, the three
 * parse types, `rdf:li`, `xml:base` and blank node ids. Languages and datatypes of literals are dropped, and so is the
 * reification that `rdf:ID` on a property element asks for.
 *
 * A node is complete before it is named as the object of another one.
 *
 * @see https://www.w3.org/TR/rdf-syntax-grammar/ section 7.2
 */
export class RdfXmlGrammar {
  readonly #sink: TripleSink
  readonly #frames: Frame[] = []
  /** Full names by namespace and local name, so that each is put together once. */
  readonly #names = new Map<string, Map<string, string>>()
  #blankNodes = 0

  constructor(sink: TripleSink) {
    this.#sink = sink
  }

  open(tag: SaxesTagNS): void {
    const parent = this.#frames.at(-1)
    const attributes = rdfAttributesOf(tag)
    const base = attributes.base ?? parent?.base ?? ''
    if (parent === undefined && tag.local === 'RDF' && tag.uri === rdf.namespace) {
      this.#frames.push({ kind: 'document', base })
    } else if (parent === undefined || parent.kind === 'document') this.#openNode(tag, attributes, base)
    else if (parent.kind === 'node') this.#openProperty(tag, attributes, base, parent)
    else if (parent.kind === 'property') {
      parent.hasObject = true
      this.#openNode(tag, attributes, base)
    } else this.#frames.push({ kind: 'xml-literal', base, property: parent.property })
  }

  text(text: string): void {
    const frame = this.#frames.at(-1)
    if (frame?.kind === 'property') frame.text += text
    else if (frame?.kind === 'xml-literal') frame.property.text += text
  }

  close(): void {
    const frame = this.#frames.pop()
    const parent = this.#frames.at(-1)
    if (frame?.kind === 'node' && parent?.kind === 'property') this.#addObject(parent, frame.subject)
    else if (frame?.kind === 'xml-literal' && parent?.kind === 'node') this.#endProperty(frame.property)
    else if (frame?.kind === 'property') this.#endProperty(frame)
  }

  #openNode(tag: SaxesTagNS, attributes: RdfAttributes, base: string): void {
    const subject = this.#subjectOf(attributes, base)
    this.#frames.push({ kind: 'node', base, subject, items: 0 })
    if (tag.uri !== rdf.namespace || tag.local !== 'Description') {
      this.#sink(subject, rdf.type, this.#name(tag.uri, tag.local), false)
    }
    this.#addAttributes(attributes, base, subject)
  }

  #openProperty(tag: SaxesTagNS, attributes: RdfAttributes, base: string, parent: NodeFrame): void {
    const { subject } = parent
    const isItem = tag.uri === rdf.namespace && tag.local === 'li'
    const predicate = this.#name(tag.uri, isItem ? `_${++parent.items}` : tag.local)
    const { parseType } = attributes
    if (parseType === 'Resource') {
      const node = this.#blankNode()
      this.#sink(subject, predicate, node, false)
      this.#frames.push({ kind: 'node', base, subject: node, items: 0 })
      return
    }
    const isCollection = parseType === 'Collection'
    const property: PropertyFrame = {
      kind: 'property',
      base,
      subject,
      predicate,
      isCollection,
      text: '',
      hasObject: false,
      lastCell: undefined,
    }
    if (parseType !== undefined && !isCollection) this.#frames.push({ kind: 'xml-literal', base, property })
    else {
      this.#frames.push(property)
      this.#addObjectOfAttributes(attributes, base, property)
    }
  }

  /** The object that an empty property element names by its attributes. */
  #addObjectOfAttributes(attributes: RdfAttributes, base: string, property: PropertyFrame): void {
    const { resource, nodeId, type, properties } = attributes
    let object: string
    if (resource !== undefined) object = resolve(resource, base)
    else if (nodeId !== undefined) object = `_:${nodeId}`
    else if (type !== undefined || properties.length > 0) object = this.#blankNode()
    else return
    property.hasObject = true
    this.#addAttributes(attributes, base, object)
    this.#sink(property.subject, property.predicate, object, false)
  }

  #addObject(property: PropertyFrame, object: string): void {
    if (!property.isCollection) {
      this.#sink(property.subject, property.predicate, object, false)
      return
    }
    const cell = this.#blankNode()
    if (property.lastCell === undefined) this.#sink(property.subject, property.predicate, cell, false)
    else this.#sink(property.lastCell, rdf.rest, cell, false)
    this.#sink(cell, rdf.first, object, false)
    property.lastCell = cell
  }

  #endProperty(property: PropertyFrame): void {
    const { subject, predicate } = property
    if (property.lastCell !== undefined) this.#sink(property.lastCell, rdf.rest, rdf.nil, false)
    else if (property.isCollection) this.#sink(subject, predicate, rdf.nil, false)
    else if (!property.hasObject) this.#sink(subject, predicate, property.text, true)
  }

  #subjectOf({ about, id, nodeId }: RdfAttributes, base: string): string {
    if (about !== undefined) return resolve(about, base)
    if (id !== undefined) return resolve(`#${id}`, base)
    return nodeId === undefined ? this.#blankNode() : `_:${nodeId}`
  }

  #addAttributes({ type, properties }: RdfAttributes, base: string, subject: string): void {
    if (type !== undefined) this.#sink(subject, rdf.type, resolve(type, base), false)
    for (const { uri, local, value } of properties) {
      this.#sink(subject, this.#name(uri, local), value, true)
    }
  }

  #blankNode(): string {
    // A name that no rdf:nodeID can have.
    return `_:${++this.#blankNodes}`
  }

  #name(uri: string, local: string): string {
    let names = this.#names.get(uri)
    if (names === undefined) this.#names.set(uri, (names = new Map()))
    let name = names.get(local)
    if (name === undefined) names.set(local, (name = uri + local))
    return name
  }
}

function resolve(reference: string, base: string): string {
  if (absoluteIri.test(reference) || base === '') return reference
  if (reference === '') return withoutFragment(base)
  if (reference.startsWith('#')) return withoutFragment(base) + reference
  return URL.canParse(reference, base) ? new URL(reference, base).href : reference
}

function withoutFragment(iri: string): string {
  const fragment = iri.indexOf('#')
  return fragment === -1 ? iri : iri.slice(0, fragment)
}
