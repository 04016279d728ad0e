import { oboNamespace } from './names.ts'

const documentIri = /^http:\/\/purl\.obolibrary\.org\/obo\/(.*)\.(?:obo|owl|json|ttl)$/s

/** Short name of an ontology by the IRI of its document (`…/obo/cl.owl` is `cl`), or the IRI itself. */
export function ontologyNameOf(iri: string): string {
  return documentIri.exec(iri)?.[1] ?? iri
}

/**
 * The prefixed id that an IRI stands for: `…/obo/CL_0000084` is `CL:0000084`; `…/obo/<ontology>#x` is `x` in the
 * ontology of that name; every other IRI stays.
 */
export function compactIri(iri: string, ontologyName: string | undefined): string {
  if (!iri.startsWith(oboNamespace)) return iri
  const local = iri.slice(oboNamespace.length)
  const separator = local.search(/[#_]/)
  if (separator > 0 && local[separator] === '_') {
    return `${local.slice(0, separator)}:${local.slice(separator + 1)}`
  }
  return ontologyName !== undefined && local.startsWith(`${ontologyName}#`)
    ? local.slice(ontologyName.length + 1)
    : iri
}
