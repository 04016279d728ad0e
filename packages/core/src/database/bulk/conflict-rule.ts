/** How written rows meet rows that are there. */
export interface ConflictRule {
  /** `on conflict …`, or empty. */
  readonly clause: string
  /** Positions of the key's columns, where two rows of one write may be the same row. */
  readonly key?: readonly number[]
}
