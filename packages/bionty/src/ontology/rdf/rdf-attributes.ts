import type { SaxesAttributeNS, SaxesTagNS } from 'saxes'
import { rdf } from './names.ts'

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/'

/** The attributes of an element by what they mean in RDF/XML. */
export interface RdfAttributes {
  about?: string
  id?: string
  nodeId?: string
  resource?: string
  parseType?: string
  type?: string
  /** `xml:base`. */
  base?: string
  /** Attributes that stand for properties of their own. */
  properties: readonly SaxesAttributeNS[]
}

const none: readonly SaxesAttributeNS[] = []

/** Sorts the attributes of an element. Those without a namespace count as RDF's, as in documents before 2004. */
export function rdfAttributesOf({ attributes }: SaxesTagNS): RdfAttributes {
  const result: RdfAttributes = { properties: none }
  // Not Object.values: an element has one or two attributes, and there are millions of elements.
  for (const name in attributes) {
    const attribute = attributes[name]
    if (attribute === undefined) continue
    const { uri, local, value } = attribute
    if (uri === rdf.namespace || uri === '') setSyntaxAttribute(result, local, value)
    else if (uri === xmlNamespace) {
      if (local === 'base') result.base = value
    } else if (uri !== xmlnsNamespace) result.properties = [...result.properties, attribute]
  }
  return result
}

function setSyntaxAttribute(result: RdfAttributes, local: string, value: string): void {
  switch (local) {
    case 'about':
      result.about = value
      break
    case 'ID':
      result.id = value
      break
    case 'nodeID':
      result.nodeId = value
      break
    case 'resource':
      result.resource = value
      break
    case 'parseType':
      result.parseType = value
      break
    case 'type':
      result.type = value
      break
    default:
    // rdf:datatype and what is no attribute of RDF do not matter to the triples.
  }
}
