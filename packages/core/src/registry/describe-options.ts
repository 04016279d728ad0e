/** What `describe()` shows beside the usual. */
export interface DescribeOptions {
  /** `comments` after the notes; for schemas `hidden`, the members that are left out otherwise. */
  readonly include?: 'comments' | 'hidden'
  /** Most members of a schema that are shown per slot; 50 by default. */
  readonly nMaxFeatures?: number
}
