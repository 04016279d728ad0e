import type { HeaderFacts, OntologyBuilder } from '../ontology-builder.ts'
import { compactIri, ontologyNameOf } from '../rdf/compact-iri.ts'
import { iao, oboInOwl, owl } from '../rdf/names.ts'
import { TermDraft } from '../term-draft.ts'
import { listOf, memberOf, textOf } from './json-values.ts'

const exactPredicates = new Set(['hasExactSynonym', oboInOwl.hasExactSynonym])
const partOfXref = 'BFO:0000050'

interface Relation {
  readonly iri: string
  readonly name: string | undefined
  readonly shorthand: string | undefined
  readonly isSameAsPartOf: boolean
}

/**
 * Makes terms of the nodes and edges of OBO graphs, which may come in any order. Ids are IRIs until the end, when the
 * name of the ontology is known.
 *
 * Members of the wrong type count as absent, as exporters leave out what they cannot express.
 */
export class OboGraphDocument {
  readonly #terms: TermDraft[] = []
  readonly #declaredIds = new Map<string, string>()
  readonly #relations: Relation[] = []
  readonly #transitive = new Set<string>()
  /** Subject, predicate and object of each edge, one after the other. */
  readonly #edges: string[] = []
  readonly #imports: string[] = []
  #graphId: string | undefined
  #versionInfo: string | undefined
  #versionIri: string | undefined

  get termCount(): number {
    return this.#terms.length
  }

  addGraphId(value: unknown): void {
    this.#graphId ??= textOf(value)
  }

  /** @param key - name of the member of `meta` */
  addGraphMeta(key: string | number | undefined, value: unknown): void {
    if (key === 'version') this.#versionIri ??= textOf(value)
    if (key !== 'basicPropertyValues') return
    for (const [predicate, text] of propertyValues(value)) {
      if (predicate === owl.versionInfo) this.#versionInfo ??= text
      else if (predicate === owl.imports) this.#imports.push(text)
    }
  }

  addNode(node: unknown): void {
    const iri = textOf(memberOf(node, 'id'))
    if (iri === undefined) return
    const type = memberOf(node, 'type')
    if (type === 'CLASS') this.#addTerm(iri, node)
    else if (type === 'PROPERTY') this.#addRelation(iri, node)
  }

  addEdge(edge: unknown): void {
    const subject = textOf(memberOf(edge, 'sub'))
    const predicate = textOf(memberOf(edge, 'pred'))
    const object = textOf(memberOf(edge, 'obj'))
    if (subject === undefined || predicate === undefined || object === undefined) return
    this.#edges.push(subject, predicate, object)
  }

  /** A property that its own chain of two implies is transitive; this syntax has no other way to say so. */
  addPropertyChain(axiom: unknown): void {
    const predicate = textOf(memberOf(axiom, 'predicateId'))
    const chain = listOf(memberOf(axiom, 'chainPredicateIds'))
    if (predicate !== undefined && chain.length === 2 && chain.every((link) => link === predicate)) {
      this.#transitive.add(predicate)
    }
  }

  /** Hands everything over to the builder. Call once, after the last element. */
  finish(builder: OntologyBuilder): HeaderFacts {
    const name = this.#graphId === undefined ? undefined : ontologyNameOf(this.#graphId)
    const idOf = (iri: string) => this.#declaredIds.get(iri) ?? compactIri(iri, name)
    this.#finishTerms(idOf, builder)
    for (const { iri, name, shorthand, isSameAsPartOf } of this.#relations) {
      const isTransitive = this.#transitive.has(iri)
      builder.addRelation({ id: shorthand ?? idOf(iri), name, isTransitive, isSameAsPartOf })
      if (shorthand !== undefined) this.#declaredIds.set(iri, shorthand)
    }
    for (let i = 0; i < this.#edges.length; i += 3) {
      const [subject, predicate, object] = this.#edges.slice(i, i + 3)
      if (subject === undefined || predicate === undefined || object === undefined) continue
      if (predicate !== 'is_a') builder.addEdge(idOf(predicate), idOf(subject), idOf(object))
    }
    return {
      name,
      dataVersion: undefined,
      versionInfo: this.#versionInfo,
      versionIri: this.#versionIri,
      imports: this.#imports,
    }
  }

  #finishTerms(idOf: (iri: string) => string, builder: OntologyBuilder): void {
    const byIri = new Map<string, TermDraft>()
    for (const term of this.#terms) {
      const known = byIri.get(term.id)
      if (known === undefined) byIri.set(term.id, term)
      else known.merge(term)
    }
    for (let i = 0; i < this.#edges.length; i += 3) {
      const [subject = '', predicate, object] = this.#edges.slice(i, i + 3)
      if (predicate !== 'is_a' || object === undefined || object === owl.Thing) continue
      byIri.get(subject)?.add('parents', object)
    }
    for (const term of byIri.values()) {
      const resolved = new TermDraft(idOf(term.id))
      resolved.merge(term)
      for (const list of ['parents', 'replacedBy', 'consider', 'alternativeIds'] as const) {
        resolved[list] = term[list].map(idOf)
      }
      builder.addTerm(resolved)
    }
  }

  #addTerm(iri: string, node: unknown): void {
    const term = new TermDraft(iri)
    const meta = memberOf(node, 'meta')
    term.name = filled(memberOf(node, 'lbl'))
    term.definition = filled(memberOf(memberOf(meta, 'definition'), 'val'))
    term.isObsolete = memberOf(meta, 'deprecated') === true
    for (const synonym of listOf(memberOf(meta, 'synonyms'))) {
      const text = textOf(memberOf(synonym, 'val'))
      if (text !== undefined && exactPredicates.has(textOf(memberOf(synonym, 'pred')) ?? '')) {
        term.add('exactSynonyms', text)
      }
    }
    for (const [predicate, text] of propertyValues(memberOf(meta, 'basicPropertyValues'))) {
      if (predicate === iao.termReplacedBy) term.add('replacedBy', text)
      else if (predicate === oboInOwl.consider) term.add('consider', text)
      else if (predicate === oboInOwl.hasAlternativeId) term.add('alternativeIds', text)
      else if (predicate === oboInOwl.id) this.#declaredIds.set(iri, text)
    }
    this.#terms.push(term)
  }

  #addRelation(iri: string, node: unknown): void {
    const meta = memberOf(node, 'meta')
    const facts = new Map(propertyValues(memberOf(meta, 'basicPropertyValues')))
    const declared = facts.get(oboInOwl.id)
    if (declared !== undefined) this.#declaredIds.set(iri, declared)
    this.#relations.push({
      iri,
      name: filled(memberOf(node, 'lbl')),
      shorthand: facts.get(oboInOwl.shorthand),
      isSameAsPartOf: listOf(memberOf(meta, 'xrefs')).some((xref) => memberOf(xref, 'val') === partOfXref),
    })
  }
}

/** Predicates and values of `basicPropertyValues`; entries without a value are left out. */
function propertyValues(list: unknown): [string, string][] {
  return listOf(list).flatMap((entry): [string, string][] => {
    const predicate = textOf(memberOf(entry, 'pred'))
    const value = filled(memberOf(entry, 'val'))
    return predicate === undefined || value === undefined ? [] : [[predicate, value]]
  })
}

function filled(value: unknown): string | undefined {
  const text = textOf(value)
  return text === undefined || text.trim() === '' ? undefined : text
}
