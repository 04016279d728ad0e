import type { Ontology, OntologyTerm } from './ontology.ts'

/**
 * Ids of what a term is part of, nearest first. Where the file declares the relation transitive, everything that a chain
 * of part-of edges reaches; otherwise the direct objects. A chain never runs through `is_a`, and cycles end it. The term
 * itself is among them only if a cycle leads back to it.
 */
export function partOfAncestors(term: OntologyTerm, { header, terms }: Ontology): Iterable<string> {
  if (!header.partOfIsTransitive) return term.partOf
  const reached = new Set(term.partOf)
  // A set hands out what is added during the walk, too.
  for (const id of reached) for (const whole of terms.get(id)?.partOf ?? []) reached.add(whole)
  return reached
}
