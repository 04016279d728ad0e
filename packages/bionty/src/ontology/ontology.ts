import type { OntologySyntax } from './ontology-syntax.ts'

/** What a file says about itself. */
export interface OntologyHeader {
  readonly syntax: OntologySyntax
  /** Short name, such as `cl` or `cl/subsets/blood_and_immune_upper_slim`, or the IRI where there is none. */
  readonly name: string | undefined
  /** `data-version` of OBO. */
  readonly dataVersion: string | undefined
  /** `owl:versionInfo`. */
  readonly versionInfo: string | undefined
  /** `owl:versionIRI`. */
  readonly versionIri: string | undefined
  /** Whether the file declares its part-of relation transitive. */
  readonly partOfIsTransitive: boolean
  /** References to other ontologies, as written. */
  readonly imports: readonly string[]
}

/** A class of an ontology. Lists are in document order, without repetitions. */
export interface OntologyTerm {
  /** Prefixed id such as `CL:0000084`, or the IRI where the file gives none that can be shortened. */
  readonly id: string
  /** The first one of the file. A term may be without a name; it is no row of a table then. */
  readonly name: string | undefined
  readonly definition: string | undefined
  /** Synonyms of scope EXACT. */
  readonly exactSynonyms: readonly string[]
  /** Ids of the named superclasses (`is_a`), which need not be terms of the file. */
  readonly parents: readonly string[]
  /** Ids of the direct objects of the part-of relation. */
  readonly partOf: readonly string[]
  readonly isObsolete: boolean
  /** Ids of the terms that stand for an obsolete one. */
  readonly replacedBy: readonly string[]
  /** Ids of terms that may stand for an obsolete one. */
  readonly consider: readonly string[]
  /** Further ids of this term, such as those of terms merged into it. */
  readonly alternativeIds: readonly string[]
}

/** Something that was read nevertheless, and that a user may want to know of. */
export type OntologyWarning =
  /** Ids that terms name as parents, and that are no terms themselves. */
  | { readonly kind: 'undeclared-parents'; readonly ids: readonly string[] }
  /** Two descriptions of one id that disagree on the name; the first one holds. */
  | { readonly kind: 'defined-twice'; readonly ids: readonly string[] }
  /** Terms whose definition could not be read, because it is not in quotes. */
  | { readonly kind: 'definition-without-quotes'; readonly ids: readonly string[] }
  /** Imports that no file was found for; their terms are missing. */
  | { readonly kind: 'unresolved-imports'; readonly references: readonly string[] }

/** A whole ontology in memory: about 400 bytes a term beside its texts. */
export interface Ontology {
  readonly header: OntologyHeader
  /** By id, in document order. Includes obsolete terms and those of resolved imports. */
  readonly terms: ReadonlyMap<string, OntologyTerm>
  readonly warnings: readonly OntologyWarning[]
}
