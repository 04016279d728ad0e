import type { HeaderFacts, OntologyBuilder } from '../ontology-builder.ts'
import { TermDraft } from '../term-draft.ts'
import { compactIri, ontologyNameOf } from './compact-iri.ts'
import { detach } from './detach.ts'
import { iao, oboInOwl, owl, rdf, rdfs } from './names.ts'

const partOfXrefs = new Set(['BFO:0000050', 'http://purl.obolibrary.org/obo/BFO_0000050'])

/** What is said about one IRI, before it is known whether it is a class, and which id it has. */
class OwlEntity extends TermDraft {
  isClass = false
  isTransitive = false
  isSameAsPartOf = false
  declaredId: string | undefined = undefined
  shorthand: string | undefined = undefined
  annotatedDefinition: string | undefined = undefined
}

/** `owl:Restriction` of the form `property some filler`, both named. */
interface Restriction {
  property: string | undefined
  filler: string | undefined
}

/** `owl:Axiom`: a triple that is annotated, and that stands for itself as well. */
interface AnnotatedAxiom {
  source: string | undefined
  property: string | undefined
  target: string | undefined
}

interface Version {
  info?: string
  iri?: string
}

type Handler = (subject: string, object: string, isLiteral: boolean) => void

/**
 * Finds classes, relations and the header of an ontology among the triples of an OWL document.
 *
 * Only what the model has a place for is kept. Blank nodes are kept while something about them is missing. Superclasses
 * other than named classes and `property some Class` do not count.
 *
 * @see OWL 2 mapping to RDF graphs, sections 3.2 and 3.3
 */
export class OwlDocument {
  readonly #entities = new Map<string, OwlEntity>()
  readonly #restrictions = new Map<string, Restriction>()
  readonly #axioms = new Map<string, AnnotatedAxiom>()
  /** Subclass and blank superclass, alternating, where the superclass was not complete when it was named. */
  readonly #openSuperclasses: string[] = []
  /** Subject, property and object of `subject subClassOf (property some object)`, one after the other. */
  readonly #edges: string[] = []
  readonly #imports: string[] = []
  #ontologyIri: string | undefined
  /** By subject: the ontology may be declared after its version. */
  readonly #versions = new Map<string, Version>()
  #classCount = 0

  get classCount(): number {
    return this.#classCount
  }

  /** Whether any triple names a class or an ontology, which every OWL document does. */
  get isOntology(): boolean {
    return this.#classCount > 0 || this.#ontologyIri !== undefined
  }

  /** A `TripleSink`. */
  readonly add = (subject: string, predicate: string, object: string, isLiteral: boolean): void => {
    this.#handlers.get(predicate)?.(subject, object, isLiteral)
  }

  /** Hands everything over to the builder. Call once, after the last triple. */
  finish(builder: OntologyBuilder): HeaderFacts {
    this.#closeSuperclasses()
    const name = this.#ontologyIri === undefined ? undefined : ontologyNameOf(this.#ontologyIri)
    const idOf = this.#idResolver(name)
    for (const entity of this.#entities.values()) finishEntity(entity, idOf, builder)
    for (let i = 0; i < this.#edges.length; i += 3) {
      const [subject, property, object] = this.#edges.slice(i, i + 3)
      if (subject !== undefined && property !== undefined && object !== undefined) {
        builder.addEdge(idOf(property), idOf(subject), idOf(object))
      }
    }
    const version = this.#versions.get(this.#ontologyIri ?? '')
    return {
      name,
      dataVersion: undefined,
      versionInfo: version?.info,
      versionIri: version?.iri,
      imports: this.#imports,
    }
  }

  readonly #handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
    [rdf.type, (subject, object) => this.#addType(subject, object)],
    [rdfs.label, literal((subject, text) => (this.#entity(subject).name ??= text))],
    [iao.definition, literal((subject, text) => (this.#entity(subject).definition = text))],
    [rdfs.subClassOf, (subject, object, isLiteral) => this.#addSuperclass(subject, object, isLiteral)],
    [oboInOwl.hasExactSynonym, named((subject, text) => this.#entity(subject).add('exactSynonyms', text))],
    [oboInOwl.hasAlternativeId, named((subject, text) => this.#entity(subject).add('alternativeIds', text))],
    [oboInOwl.consider, named((subject, text) => this.#entity(subject).add('consider', text))],
    [iao.termReplacedBy, named((subject, text) => this.#entity(subject).add('replacedBy', text))],
    [oboInOwl.id, literal((subject, text) => (this.#entity(subject).declaredId ??= text))],
    [oboInOwl.shorthand, literal((subject, text) => (this.#entity(subject).shorthand ??= text))],
    [oboInOwl.hasDbXref, (subject, object) => this.#addXref(subject, object)],
    [owl.deprecated, literal((subject, text) => (this.#entity(subject).isObsolete = isTrue(text)))],
    [owl.onProperty, (subject, object) => (this.#restriction(subject).property = this.#known(object))],
    [owl.someValuesFrom, (subject, object) => (this.#restriction(subject).filler = this.#known(object))],
    [owl.annotatedSource, (subject, object) => this.#addToAxiom(subject, 'source', object)],
    [owl.annotatedProperty, (subject, object) => this.#addToAxiom(subject, 'property', object)],
    [owl.annotatedTarget, (subject, object) => this.#addToAxiom(subject, 'target', object)],
    [owl.versionInfo, literal((subject, text) => (this.#version(subject).info ??= text))],
    [owl.versionIRI, named((subject, iri) => (this.#version(subject).iri ??= iri))],
    [owl.imports, (_, object) => this.#imports.push(detach(object))],
  ])

  #entity(iri: string): OwlEntity {
    let entity = this.#entities.get(iri)
    if (entity === undefined) {
      const own = detach(iri)
      this.#entities.set(own, (entity = new OwlEntity(own)))
    }
    return entity
  }

  /** The same text as an entity's, so that a thousand mentions of an IRI share one. */
  #known(iri: string): string {
    return isBlank(iri) ? iri : this.#entity(iri).id
  }

  #addType(subject: string, type: string): void {
    if (type === owl.Class || type === owl.DeprecatedClass) {
      if (isBlank(subject)) return
      const entity = this.#entity(subject)
      if (!entity.isClass) this.#classCount++
      entity.isClass = true
      if (type === owl.DeprecatedClass) entity.isObsolete = true
    } else if (type === owl.TransitiveProperty) this.#entity(subject).isTransitive = true
    else if (type === owl.Ontology) this.#ontologyIri ??= detach(subject)
  }

  #addSuperclass(subject: string, object: string, isLiteral: boolean): void {
    if (isLiteral || isBlank(subject) || object === owl.Thing) return
    if (!isBlank(object)) this.#entity(subject).add('parents', this.#known(object))
    else if (!this.#addEdge(subject, this.#restrictions.get(object))) {
      this.#openSuperclasses.push(this.#known(subject), object)
    } else this.#restrictions.delete(object)
  }

  #addEdge(subject: string, restriction: Restriction | undefined): boolean {
    if (restriction?.property === undefined || restriction.filler === undefined) return false
    if (!isBlank(restriction.property) && !isBlank(restriction.filler)) {
      this.#edges.push(this.#known(subject), restriction.property, restriction.filler)
    }
    return true
  }

  #closeSuperclasses(): void {
    for (let i = 0; i < this.#openSuperclasses.length; i += 2) {
      const [subject, blank] = [this.#openSuperclasses[i], this.#openSuperclasses[i + 1]]
      if (subject !== undefined && blank !== undefined) this.#addEdge(subject, this.#restrictions.get(blank))
    }
  }

  #restriction(node: string): Restriction {
    let restriction = this.#restrictions.get(node)
    if (restriction === undefined) {
      this.#restrictions.set(detach(node), (restriction = { property: undefined, filler: undefined }))
    }
    return restriction
  }

  #addXref(subject: string, xref: string): void {
    if (partOfXrefs.has(xref) && !isBlank(subject)) this.#entity(subject).isSameAsPartOf = true
  }

  #addToAxiom(node: string, part: keyof AnnotatedAxiom, object: string): void {
    let axiom = this.#axioms.get(node)
    if (axiom === undefined) {
      this.#axioms.set(detach(node), (axiom = { source: undefined, property: undefined, target: undefined }))
    }
    axiom[part] = object
    if (axiom.source === undefined || axiom.property === undefined || axiom.target === undefined) return
    this.#axioms.delete(node)
    if (isBlank(axiom.source)) return
    if (axiom.property === oboInOwl.hasExactSynonym) {
      this.#entity(axiom.source).add('exactSynonyms', detach(axiom.target))
    } else if (axiom.property === iao.definition) {
      this.#entity(axiom.source).annotatedDefinition = detach(axiom.target)
    }
  }

  #version(subject: string): Version {
    let version = this.#versions.get(subject)
    if (version === undefined) {
      version = {}
      // Classes may carry versions too; once the ontology is known, theirs are not collected.
      if (this.#ontologyIri === undefined || this.#ontologyIri === subject) {
        this.#versions.set(detach(subject), version)
      }
    }
    return version
  }

  #idResolver(ontologyName: string | undefined): (iri: string) => string {
    const resolved = new Map<string, string>()
    return (iri) => {
      let id = resolved.get(iri)
      if (id === undefined) {
        const entity = this.#entities.get(iri)
        const declared = entity?.isClass === true ? undefined : entity?.shorthand
        id = declared ?? entity?.declaredId ?? compactIri(iri, ontologyName)
        resolved.set(iri, id)
      }
      return id
    }
  }
}

function finishEntity(entity: OwlEntity, idOf: (iri: string) => string, builder: OntologyBuilder): void {
  const id = idOf(entity.id)
  const { name, isTransitive, isSameAsPartOf } = entity
  if (!entity.isClass) {
    builder.addRelation({ id, name, isTransitive, isSameAsPartOf })
    return
  }
  const term = new TermDraft(id)
  term.name = name
  term.definition = entity.annotatedDefinition ?? entity.definition
  term.isObsolete = entity.isObsolete
  term.exactSynonyms = entity.exactSynonyms
  for (const list of ['parents', 'replacedBy', 'consider', 'alternativeIds'] as const) {
    for (const iri of entity[list]) term.add(list, idOf(iri))
  }
  builder.addTerm(term)
}

/** A handler for literals about something with a name. Texts of nothing but white space count as absent. */
function literal(handle: (subject: string, text: string) => void): Handler {
  return (subject, object, isLiteral) => {
    if (isLiteral && !isBlank(subject) && object.trim() !== '') handle(subject, detach(object))
  }
}

/** A handler for literals and IRIs about something with a name. */
function named(handle: (subject: string, text: string) => void): Handler {
  return (subject, object, isLiteral) => {
    if (isBlank(subject) || (isLiteral ? object.trim() === '' : isBlank(object))) return
    handle(subject, detach(object))
  }
}

function isTrue(text: string): boolean {
  return text === 'true' || text === '1'
}

function isBlank(node: string): boolean {
  return node.startsWith('_:')
}
