import { OntologySyntaxError } from '../../errors.ts'
import type { HeaderFacts, OntologyBuilder } from '../ontology-builder.ts'
import type { OntologyParser } from '../ontology-parser.ts'
import { TermDraft } from '../term-draft.ts'
import { OboLines } from './obo-lines.ts'
import { TagTable } from './obo-tags.ts'
import { endOfId, endOfWord, idOf, nameOf, quotedText, skipBlanks, unescapeObo } from './obo-values.ts'

const colon = 0x3a
const openBracket = 0x5b
const exclamation = 0x21
const maxShown = 40
const partOfXref = 'BFO:0000050'

type HeaderTag = 'data-version' | 'ontology' | 'import' | 'property_value'
type TermTag =
  | 'id'
  | 'name'
  | 'def'
  | 'synonym'
  | 'exact_synonym'
  | 'is_a'
  | 'relationship'
  | 'is_obsolete'
  | 'replaced_by'
  | 'consider'
  | 'alt_id'
type TypedefTag = 'id' | 'name' | 'xref' | 'is_transitive'

const headerTags = new TagTable<HeaderTag>(['data-version', 'ontology', 'import', 'property_value'])
const termTags = new TagTable<TermTag>([
  'id',
  'name',
  'def',
  'synonym',
  'exact_synonym',
  'is_a',
  'relationship',
  'is_obsolete',
  'replaced_by',
  'consider',
  'alt_id',
])
const typedefTags = new TagTable<TypedefTag>(['id', 'name', 'xref', 'is_transitive'])

const versionInfoProperty = /^(?:owl:versionInfo|http:\/\/www\.w3\.org\/2002\/07\/owl#versionInfo)\s/
const exactScope = /^\s*EXACT\b/

interface Header {
  name: string | undefined
  dataVersion: string | undefined
  versionInfo: string | undefined
  readonly imports: string[]
}

/** A stanza that is being read. Stanzas of other types than these two are passed over. */
interface Stanza {
  readonly type: 'Term' | 'Typedef' | 'other'
  readonly line: number
}

/**
 * Reads OBO 1.2 and 1.4. Tags that the model has no place for are passed over undecoded.
 *
 * Reads what stricter parsers refuse in real files: unknown tags and stanzas, empty names, `!` and `{` inside names,
 * escapes in cross-references, relations, parents and synonym types that are declared nowhere.
 *
 * @see http://owlcollab.github.io/oboformat/doc/GO.format.obo-1_4.html
 */
export class OboParser implements OntologyParser {
  readonly #path: string
  readonly #builder: OntologyBuilder
  readonly #lines = new OboLines((bytes, start, end, line) => this.#readLine(bytes, start, end, line))
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  readonly #header: Header = { name: undefined, dataVersion: undefined, versionInfo: undefined, imports: [] }
  #stanza: Stanza | undefined
  #line = 1
  #term = new TermDraft('')
  #isTransitive = false
  #isSameAsPartOf = false
  /** Relation and object of each relationship of the term, alternating; its id may come later in the stanza. */
  #relationships: string[] = []

  constructor(path: string, builder: OntologyBuilder) {
    this.#path = path
    this.#builder = builder
  }

  get termCount(): number {
    return this.#builder.termCount
  }

  write(chunk: Uint8Array): void {
    this.#lines.write(chunk)
  }

  end(): HeaderFacts {
    this.#lines.end()
    this.#endStanza()
    return { ...this.#header, versionIri: undefined }
  }

  #readLine(bytes: Uint8Array, lineStart: number, end: number, line: number): void {
    this.#line = line
    let start = lineStart
    while (start < end && (bytes[start] ?? 0) <= 0x20) start++
    if (start === end || bytes[start] === exclamation) return
    if (bytes[start] === openBracket) {
      this.#startStanza(this.#decode(bytes, start, end))
      return
    }
    const type = this.#stanza?.type
    if (type === 'other') return
    let separator = start
    while (separator < end && bytes[separator] !== colon) separator++
    if (separator === end) this.#fail('a tag followed by a colon', shown(this.#decode(bytes, start, end)))
    if (type === undefined) {
      const tag = headerTags.find(bytes, start, separator)
      if (tag !== undefined) this.#readHeader(tag, this.#decode(bytes, separator + 1, end))
    } else if (type === 'Term') {
      const tag = termTags.find(bytes, start, separator)
      if (tag !== undefined) this.#readTerm(tag, this.#decode(bytes, separator + 1, end))
    } else {
      const tag = typedefTags.find(bytes, start, separator)
      if (tag !== undefined) this.#readTypedef(tag, this.#decode(bytes, separator + 1, end))
    }
  }

  #startStanza(text: string): void {
    const close = text.indexOf(']')
    if (close === -1) this.#fail("the closing ']' of a stanza header", shown(text))
    this.#endStanza()
    const type = text.slice(1, close).trim()
    this.#stanza = { type: type === 'Term' || type === 'Typedef' ? type : 'other', line: this.#line }
    this.#term = new TermDraft('')
    this.#isTransitive = false
    this.#isSameAsPartOf = false
  }

  #endStanza(): void {
    const stanza = this.#stanza
    if (stanza === undefined || stanza.type === 'other') return
    const { id, name } = this.#term
    if (id === '') {
      this.#line = stanza.line
      this.#fail(`an id in the stanza [${stanza.type}]`, 'none')
    }
    if (stanza.type === 'Term') this.#endTerm()
    else {
      const [isTransitive, isSameAsPartOf] = [this.#isTransitive, this.#isSameAsPartOf]
      this.#builder.addRelation({ id, name, isTransitive, isSameAsPartOf })
    }
  }

  #endTerm(): void {
    const edges = this.#relationships
    for (let i = 0; i < edges.length; i += 2) {
      const [relation, object] = [edges[i], edges[i + 1]]
      if (relation !== undefined && object !== undefined)
        this.#builder.addEdge(relation, this.#term.id, object)
    }
    if (edges.length > 0) this.#relationships = []
    this.#builder.addTerm(this.#term)
  }

  #readHeader(tag: HeaderTag, value: string): void {
    const header = this.#header
    const text = value.trim()
    if (tag === 'data-version') header.dataVersion ??= text || undefined
    else if (tag === 'ontology') header.name ??= text || undefined
    else if (tag === 'import') header.imports.push(idOf(value))
    else if (versionInfoProperty.test(text)) header.versionInfo ??= this.#quoted(text)?.text
  }

  #readTerm(tag: TermTag, value: string): void {
    const term = this.#term
    switch (tag) {
      case 'id':
        this.#readId(value)
        break
      case 'name':
        term.name ??= nameOf(value)
        break
      case 'def':
        this.#readDefinition(value)
        break
      case 'synonym':
        this.#readSynonym(value)
        break
      case 'exact_synonym':
        term.add('exactSynonyms', this.#requireQuoted(value).text)
        break
      case 'is_a':
        term.add('parents', this.#requireId(value))
        break
      case 'relationship':
        this.#readRelationship(value)
        break
      case 'is_obsolete':
        term.isObsolete = isTrue(value)
        break
      case 'replaced_by':
        term.add('replacedBy', this.#requireId(value))
        break
      case 'consider':
        term.add('consider', this.#requireId(value))
        break
      case 'alt_id':
        term.add('alternativeIds', this.#requireId(value))
        break
    }
  }

  #readTypedef(tag: TypedefTag, value: string): void {
    if (tag === 'id') this.#readId(value)
    else if (tag === 'name') this.#term.name ??= nameOf(value)
    else if (tag === 'xref') this.#isSameAsPartOf ||= idOf(value) === partOfXref
    else this.#isTransitive = isTrue(value)
  }

  #readId(value: string): void {
    if (this.#term.id !== '') this.#fail('one id in a stanza', `'${this.#term.id}' and '${idOf(value)}'`)
    this.#term.id = this.#requireId(value)
  }

  #readDefinition(value: string): void {
    const quoted = this.#quoted(value)
    if (quoted !== undefined) this.#term.definition ??= quoted.text || undefined
    else if (value.trim() !== '') this.#builder.warn('definition-without-quotes', this.#term.id)
  }

  #readSynonym(value: string): void {
    const { text, end } = this.#requireQuoted(value)
    if (exactScope.test(value.slice(end, end + 16))) this.#term.add('exactSynonyms', text)
  }

  #readRelationship(value: string): void {
    const relationStart = skipBlanks(value, 0)
    const relationEnd = endOfWord(value, relationStart)
    const objectStart = skipBlanks(value, relationEnd)
    const objectEnd = endOfId(value, objectStart)
    if (objectEnd === objectStart) this.#fail('a relation and the id of a term', shown(value))
    const relation = unescapeObo(value.slice(relationStart, relationEnd))
    this.#relationships.push(relation, unescapeObo(value.slice(objectStart, objectEnd)))
  }

  #requireId(value: string): string {
    const id = idOf(value)
    if (id === '') this.#fail('an id', shown(value))
    return id
  }

  #requireQuoted(value: string): { readonly text: string; readonly end: number } {
    return this.#quoted(value) ?? this.#fail('a text in quotes', shown(value))
  }

  #quoted(value: string): { readonly text: string; readonly end: number } | undefined {
    const quoted = quotedText(value)
    return quoted === 'unclosed' ? this.#fail('a closing quote', shown(value)) : quoted
  }

  #decode(bytes: Uint8Array, start: number, end: number): string {
    try {
      return this.#decoder.decode(bytes.subarray(start, end))
    } catch (cause) {
      return this.#fail('text in UTF-8', 'other bytes', cause)
    }
  }

  #fail(expectation: string, found: string, cause?: unknown): never {
    throw new OntologySyntaxError({ path: this.#path, line: this.#line }, 'obo', expectation, found, cause)
  }
}

function shown(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '') return 'nothing'
  return trimmed.length > maxShown ? `'${trimmed.slice(0, maxShown)}…'` : `'${trimmed}'`
}

function isTrue(value: string): boolean {
  return value.trimStart().startsWith('true')
}
