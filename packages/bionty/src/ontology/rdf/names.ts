const rdfNamespace = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const rdfsNamespace = 'http://www.w3.org/2000/01/rdf-schema#'
const owlNamespace = 'http://www.w3.org/2002/07/owl#'
const oboInOwlNamespace = 'http://www.geneontology.org/formats/oboInOwl#'

/** Namespace of the terms and properties of the OBO Foundry. */
export const oboNamespace = 'http://purl.obolibrary.org/obo/'

export const rdf = {
  namespace: rdfNamespace,
  type: `${rdfNamespace}type`,
  first: `${rdfNamespace}first`,
  rest: `${rdfNamespace}rest`,
  nil: `${rdfNamespace}nil`,
} as const

export const rdfs = {
  label: `${rdfsNamespace}label`,
  subClassOf: `${rdfsNamespace}subClassOf`,
} as const

export const owl = {
  namespace: owlNamespace,
  Ontology: `${owlNamespace}Ontology`,
  Class: `${owlNamespace}Class`,
  Thing: `${owlNamespace}Thing`,
  DeprecatedClass: `${owlNamespace}DeprecatedClass`,
  ObjectProperty: `${owlNamespace}ObjectProperty`,
  TransitiveProperty: `${owlNamespace}TransitiveProperty`,
  deprecated: `${owlNamespace}deprecated`,
  onProperty: `${owlNamespace}onProperty`,
  someValuesFrom: `${owlNamespace}someValuesFrom`,
  annotatedSource: `${owlNamespace}annotatedSource`,
  annotatedProperty: `${owlNamespace}annotatedProperty`,
  annotatedTarget: `${owlNamespace}annotatedTarget`,
  versionInfo: `${owlNamespace}versionInfo`,
  versionIRI: `${owlNamespace}versionIRI`,
  imports: `${owlNamespace}imports`,
} as const

export const oboInOwl = {
  id: `${oboInOwlNamespace}id`,
  shorthand: `${oboInOwlNamespace}shorthand`,
  hasExactSynonym: `${oboInOwlNamespace}hasExactSynonym`,
  hasDbXref: `${oboInOwlNamespace}hasDbXref`,
  hasAlternativeId: `${oboInOwlNamespace}hasAlternativeId`,
  consider: `${oboInOwlNamespace}consider`,
} as const

/** Annotation properties of the Information Artifact Ontology. */
export const iao = {
  definition: `${oboNamespace}IAO_0000115`,
  termReplacedBy: `${oboNamespace}IAO_0100001`,
} as const
