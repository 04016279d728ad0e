/** Tables with fewer rows are read through: at most 4 ms, and an index would take longer to make. */
export const INDEXED_FROM_ROWS = 5000

/** Tables with more rows are not indexed in passing: it would take many seconds. */
export const INDEXED_UP_TO_ROWS = 250_000

/** New and changed rows are read in addition to the index up to this number; beyond, the index takes them in. */
export const MOST_UNINDEXED_ROWS = 1000
