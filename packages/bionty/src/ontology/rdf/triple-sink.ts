/**
 * Receives the triples of an RDF document in document order. Subjects are IRIs or blank nodes (`_:…`).
 *
 * @param isLiteral - whether `object` is the text of a literal; otherwise it is an IRI or a blank node
 */
export type TripleSink = (subject: string, predicate: string, object: string, isLiteral: boolean) => void
