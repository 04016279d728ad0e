import type { CaseResult } from '../golden/case-result.ts'
import type { Fields } from '../golden/fields.ts'
import type { GoldenFile } from '../golden/golden-file.ts'
import type { RunContext } from './run-context.ts'

/** A kind of file that is one data set: every recorded quantity and every sampled row counts as one. */
export interface DataSetKind {
  readonly name: string
  /** whether a file is of this kind, from its fields and never from its name */
  readonly accepts: (content: Fields) => boolean
  readonly run: (file: GoldenFile, context: RunContext) => AsyncIterable<CaseResult>
}
