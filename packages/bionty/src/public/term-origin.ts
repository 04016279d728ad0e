import type { TermRow } from '../content/term-row.ts'
import type { Organism } from '../registries/organism.ts'
import type { Source } from '../registries/source.ts'

/** Where a term of a public table comes from. */
export interface TermOrigin {
  readonly source: Source
  readonly organism: Organism | undefined
}

const origins = new WeakMap<object, TermOrigin>()

/** Remembers where a term that is handed out comes from, so that a record can be made of it. */
export function rememberOrigin(term: TermRow, origin: TermOrigin): TermRow {
  origins.set(term, origin)
  return term
}

export const originOfTerm = (term: object): TermOrigin | undefined => origins.get(term)
