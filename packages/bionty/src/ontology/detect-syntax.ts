import { EmptyOntologyFile, UnknownOntologySyntax } from '../errors.ts'
import type { OntologySyntax } from './ontology-syntax.ts'

/** How many decompressed bytes {@link detectSyntax} wants to see, if the file has them. */
export const detectionBytes = 4096

const shownCharacters = 24

const oboStart =
  /^(?:format-version|data-version|version|date|saved-by|auto-generated-by|ontology|default-namespace|namespace-id-rule|subsetdef|synonymtypedef|idspace|import|remark|property_value|owl-axioms|treat-xrefs-as-[\w-]+|default-relationship-id-prefix|id-mapping)[ \t]*:/
const oboAnywhere = /^(?:\[(?:Term|Typedef)\]|format-version[ \t]*:)/m
const turtleStart = /^(?:@?(?:prefix|base)\s|_:\S+\s|<(?:>|#|urn:|[a-z][a-z\d+.-]*:\/\/))/i
const leadingComments = /^(?:[#!][^\n]*\n\s*)+/

/** Formats that users mistake for one that is read, by how they begin. */
const strangers: readonly (readonly [RegExp, string, string])[] = [
  [
    /^<(?:!doctype html|html)\b/i,
    'an HTML page',
    'A download ended on a web page. Check its address, or whether it asks for a login.',
  ],
  [/^PK(?=\W)/, 'a zip archive', 'Unpack it and name the ontology file.'],
  [
    /^(?:BZh|\u00fd7zXZ|\u0028\u00b5\u002f\u00fd)/,
    'a compressed file that is not gzip',
    'Unpack it, or compress it with gzip.',
  ],
  [/^(?:\u00ff\u00fe|\u00fe\u00ff)/, 'text in UTF-16', 'Convert the file to UTF-8.'],
  [
    /^(?:Prefix|Ontology)\(/,
    'OWL in functional syntax',
    'Convert it with ROBOT to OWL (RDF/XML), OBO or OBO Graphs.',
  ],
  [
    /^(?:Prefix|Ontology):\s/,
    'OWL in Manchester syntax',
    'Convert it with ROBOT to OWL (RDF/XML), OBO or OBO Graphs.',
  ],
]

/**
 * Tells the syntax from how the decompressed content begins; names and suffixes do not count.
 *
 * @param head - the first {@link detectionBytes} bytes, or the whole content if it is shorter
 * @param path - for the message
 * @throws {@link EmptyOntologyFile} {@link UnknownOntologySyntax}
 */
export function detectSyntax(head: Uint8Array, path: string): OntologySyntax {
  const text = new TextDecoder('latin1').decode(withoutByteOrderMark(head)).trimStart()
  if (text === '') throw new EmptyOntologyFile(path)
  for (const [start, name, hint] of strangers) {
    if (start.test(text)) throw new UnknownOntologySyntax(path, name, hint)
  }
  if (text.startsWith('{')) return 'obo-graph'
  if (text.startsWith('!')) return 'obo'
  const uncommented = text.replace(leadingComments, '')
  if (turtleStart.test(uncommented)) return 'turtle'
  if (text.startsWith('<')) return 'rdf-xml'
  if (oboStart.test(text) || oboAnywhere.test(text)) return 'obo'
  throw new UnknownOntologySyntax(path, JSON.stringify(text.slice(0, shownCharacters)))
}

/** Bytes without the UTF-8 byte order mark that some editors put before a text. */
export function withoutByteOrderMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}
