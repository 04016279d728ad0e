import type { Ontology, OntologyTerm } from '../ontology/ontology.ts'
import { type OntologyRow, type OntologyTableRule, ontologyTable } from '../ontology/ontology-table.ts'

const rule: OntologyTableRule = { idPrefixes: ['NCBITaxon:'] }

/** A row of the organisms' table. */
export interface OrganismRow extends OntologyRow {
  readonly scientificName: string
}

/**
 * The table of NCBITaxon: the label of a taxon is its scientific name; the first exact synonym, else the label, its name,
 * in lower case; further exact synonyms stay synonyms. Ranks such as `NCBITaxon:superorder` are rows, too.
 */
export function taxonomyTable(ontology: Ontology): OrganismRow[] {
  const renamed = new Map<string, OntologyTerm>()
  const labels = new Map<string, string>()
  for (const term of ontology.terms.values()) {
    renamed.set(term.id, withCommonName(term))
    labels.set(term.id.replaceAll('_', ':'), term.name ?? '')
  }
  const rows = ontologyTable({ ...ontology, terms: renamed }, rule)
  return rows.map((row) => ({ ...row, scientificName: labels.get(row.ontologyId) ?? row.name }))
}

function withCommonName(term: OntologyTerm): OntologyTerm {
  if (term.name === undefined) return term
  const [first, ...others] = term.exactSynonyms
  return { ...term, name: (first ?? term.name).toLowerCase(), exactSynonyms: others }
}
