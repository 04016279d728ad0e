import type { Ontology, OntologyHeader, OntologyWarning } from './ontology.ts'
import type { OntologySyntax } from './ontology-syntax.ts'
import type { TermDraft } from './term-draft.ts'

/** A relation between terms, as far as it matters for finding part-of. */
export interface RelationFacts {
  readonly id: string
  readonly name?: string | undefined
  readonly isTransitive?: boolean
  /** Whether the file says that it is the same as `BFO:0000050`. */
  readonly isSameAsPartOf?: boolean
}

/** What a file says about itself but for what follows from its relations. */
export type HeaderFacts = Omit<OntologyHeader, 'partOfIsTransitive' | 'syntax'>

interface Edges {
  readonly subjects: string[]
  readonly objects: string[]
}

type IdWarning = Exclude<OntologyWarning['kind'], 'unresolved-imports' | 'undeclared-parents'>

const partOfIds: readonly string[] = ['part_of', 'BFO:0000050', 'BFO_0000050']

/**
 * Collects what the parser of a syntax finds, from one file and those that it imports, into one {@link Ontology}.
 *
 * Stanzas and elements of one id become one term. Which relation is part-of is known only at the end of a file, so the
 * edges of all relations wait until then.
 */
export class OntologyBuilder {
  readonly #terms = new Map<string, TermDraft>()
  readonly #edges = new Map<string, Edges>()
  readonly #partOf = new Set(partOfIds)
  readonly #transitive = new Set<string>()
  readonly #warned = new Map<IdWarning, Set<string>>()
  readonly #unresolvedImports: string[] = []
  #header: (HeaderFacts & { readonly syntax: OntologySyntax }) | undefined

  get termCount(): number {
    return this.#terms.size
  }

  /** The header of the file that is read first stands for the whole; imported files have no say. */
  setHeader(syntax: OntologySyntax, facts: HeaderFacts): void {
    this.#header ??= { syntax, ...facts }
  }

  /** Adds a complete term, or merges it into the one with its id. */
  addTerm(term: TermDraft): void {
    const known = this.#terms.get(term.id)
    if (known === undefined) this.#terms.set(term.id, term)
    else {
      if (known.name !== undefined && term.name !== undefined && known.name !== term.name) {
        this.warn('defined-twice', term.id)
      }
      known.merge(term)
    }
  }

  addRelation({ id, name, isTransitive, isSameAsPartOf }: RelationFacts): void {
    if (isSameAsPartOf === true || name === 'part of') this.#partOf.add(id)
    if (isTransitive === true) this.#transitive.add(id)
  }

  /** Adds `subject relation object`, all by id, in any order with the terms and relations themselves. */
  addEdge(relation: string, subject: string, object: string): void {
    let edges = this.#edges.get(relation)
    if (edges === undefined) this.#edges.set(relation, (edges = { subjects: [], objects: [] }))
    edges.subjects.push(subject)
    edges.objects.push(object)
  }

  warn(kind: IdWarning, id: string): void {
    const ids = this.#warned.get(kind)
    if (ids === undefined) this.#warned.set(kind, new Set([id]))
    else ids.add(id)
  }

  addUnresolvedImport(reference: string): void {
    this.#unresolvedImports.push(reference)
  }

  /** Makes the ontology of everything collected. The builder must not be used afterwards. */
  build(): Ontology {
    if (this.#header === undefined) throw new Error('An ontology is built only after a parser has ended.')
    for (const relation of this.#partOf) this.#applyPartOf(this.#edges.get(relation))
    const partOfIsTransitive = [...this.#partOf].some((relation) => this.#transitive.has(relation))
    return {
      header: { ...this.#header, partOfIsTransitive },
      terms: this.#terms,
      warnings: this.#warnings(),
    }
  }

  #applyPartOf(edges: Edges | undefined): void {
    edges?.subjects.forEach((subject, index) => {
      const object = edges.objects[index]
      if (object !== undefined) this.#terms.get(subject)?.add('partOf', object)
    })
  }

  #warnings(): OntologyWarning[] {
    const warnings: OntologyWarning[] = [...this.#warned].map(([kind, ids]) => ({ kind, ids: [...ids] }))
    const undeclared = new Set<string>()
    for (const term of this.#terms.values()) {
      for (const parent of term.parents) if (!this.#terms.has(parent)) undeclared.add(parent)
    }
    if (undeclared.size > 0) warnings.push({ kind: 'undeclared-parents', ids: [...undeclared] })
    if (this.#unresolvedImports.length > 0) {
      warnings.push({ kind: 'unresolved-imports', references: this.#unresolvedImports })
    }
    return warnings
  }
}
