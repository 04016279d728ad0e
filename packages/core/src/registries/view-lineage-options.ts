/** What `viewLineage()` shows, and how. */
export interface ViewLineageOptions {
  /** A text to read, or a graph in the DOT language of Graphviz; `text` by default. */
  readonly as?: 'text' | 'dot'
  /** Also what was made from the dataset, and from what was made with it; true by default. */
  readonly withChildren?: boolean
}
