/** The syntaxes of ontology files that are read. */
export type OntologySyntax = 'obo' | 'rdf-xml' | 'obo-graph' | 'turtle'

/** The syntaxes as users know them. */
export const syntaxNames: Readonly<Record<OntologySyntax, string>> = {
  obo: 'OBO',
  'rdf-xml': 'OWL (RDF/XML)',
  'obo-graph': 'OBO Graphs (JSON)',
  turtle: 'Turtle',
}
