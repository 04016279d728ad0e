import type { TermRow } from '../content/term-row.ts'
import type { Organism } from '../registries/organism.ts'
import type { Source } from '../registries/source.ts'

/** Where a term of a public table comes from. */
export interface TermOrigin {
  readonly source: Source
  readonly organism: Organism | undefined
}

declare const isPublic: unique symbol

/** A row that a public table has given: it knows its source, so that a record can be made of it. */
export interface PublicTerm extends TermRow {
  /** For the compiler only: tells these rows from objects with any fields. */
  readonly [isPublic]: true
}

const origins = new WeakMap<object, TermOrigin>()

/** Remembers where a term that is handed out comes from, so that a record can be made of it. */
export function rememberOrigin(term: TermRow, origin: TermOrigin): PublicTerm {
  origins.set(term, origin)
  return term as PublicTerm
}

export const originOfTerm = (term: object): TermOrigin | undefined => origins.get(term)
