import type { Ontology, OntologyTerm } from './ontology.ts'
import { partOfAncestors } from './part-of-ancestors.ts'
import { titleCase } from './title-case.ts'

/** One term in the form in which a registry takes it. */
export interface OntologyRow {
  readonly ontologyId: string
  readonly name: string
  /** Title-cased, see {@link titleCase}. */
  readonly definition: string | null
  /** Exact synonyms joined by `|`; one that contains a bar falls apart when the text is split. */
  readonly synonyms: string | null
  /** Ontology ids, each once. They need not be rows of the table. */
  readonly parents: readonly string[]
}

/** How terms become rows: what the sources of an entity have in common, see `entity-rules.ts`. */
export interface OntologyTableRule {
  /** Keeps terms and parents whose id, as it stands in the file, begins with one of these; all if left out. */
  readonly idPrefixes?: readonly string[] | undefined
  /** Counts what a term is part of among its parents. */
  readonly includePartOf?: boolean
  /** Removed from ids, for ontologies whose files have IRIs for ids. */
  readonly stripPrefix?: string | undefined
  /** Leaves underscores in ids (`CVCL_0030`), which otherwise become colons. */
  readonly keepUnderscores?: boolean
}

/** The table of an ontology: one row for each term with an id and a name, obsolete ones included, in document order. */
export function ontologyTable(ontology: Ontology, rule: OntologyTableRule = {}): OntologyRow[] {
  const { idPrefixes } = rule
  const isKept = (id: string) =>
    idPrefixes === undefined || idPrefixes.some((prefix) => id.startsWith(prefix))
  const rows: OntologyRow[] = []
  for (const term of ontology.terms.values()) {
    if (term.name === undefined || term.id === '' || !isKept(term.id)) continue
    rows.push({
      ontologyId: finalId(term.id, rule),
      name: term.name,
      definition: term.definition === undefined ? null : titleCase(term.definition),
      synonyms: term.exactSynonyms.join('|') || null,
      parents: parentsOf(term, ontology, rule)
        .filter(isKept)
        .map((id) => finalId(id, rule)),
    })
  }
  return rows
}

/**
 * The rows that a source stands for: those whose id begins with the source's name and a colon, whatever the case, or all
 * rows if none does (`CVCL_…` of cellosaurus).
 */
export function rowsOfSource<Row extends { readonly ontologyId: string }>(
  rows: readonly Row[],
  sourceName: string,
): readonly Row[] {
  const prefix = `${sourceName.toUpperCase()}:`
  const own = rows.filter(({ ontologyId }) => ontologyId.toUpperCase().startsWith(prefix))
  return own.length > 0 ? own : rows
}

function parentsOf(term: OntologyTerm, ontology: Ontology, rule: OntologyTableRule): string[] {
  const parents = new Set(term.parents)
  if (rule.includePartOf === true) {
    for (const whole of partOfAncestors(term, ontology)) parents.add(whole)
  }
  parents.delete(term.id)
  return [...parents]
}

function finalId(id: string, { stripPrefix, keepUnderscores }: OntologyTableRule): string {
  const stripped = stripPrefix === undefined ? id : id.replaceAll(stripPrefix, '')
  return keepUnderscores === true ? stripped : stripped.replaceAll('_', ':')
}
