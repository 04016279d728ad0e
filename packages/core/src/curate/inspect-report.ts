import type { ComponentVerdict } from './component-curator.ts'
import type { StructuralProblem } from './structure/structural-problem.ts'
import { suggestTerms } from './suggest-terms.ts'
import type { LabelVector } from './vectors/label-vector.ts'

/** What was found in one column of labels. */
export interface LabelReport {
  readonly isValid: boolean
  /** Number of different values. */
  readonly total: number
  /** Values that name no record. */
  readonly nonValidated: readonly (string | number | bigint)[]
  /** Names of records, by the synonym or differing case in the data. */
  readonly synonyms: { readonly [value: string]: string }
  /** Names that resemble a value, best first, for values without synonym. */
  readonly suggestions: { readonly [value: string]: readonly string[] }
}

/** What was found in one table. */
export interface TableReport {
  readonly isValid: boolean
  /** Columns, types and missing values that are wrong; labels are looked up only if there are none. */
  readonly structural: readonly StructuralProblem[]
  /** Columns of labels; `columns` are the names of the columns, `index` the row labels. */
  readonly labels: { readonly [key: string]: LabelReport }
}

/** The verdicts of a validation as data. */
export interface CurationReport {
  readonly isValid: boolean
  /** By slot; `columns` is the table itself. */
  readonly slots: { readonly [slot: string]: TableReport }
  /** What is wrong with the values of external features; undefined when nothing is. */
  readonly external: string | undefined
}

export async function tableReport({ structural, vectors = [] }: ComponentVerdict): Promise<TableReport> {
  const labels: { [key: string]: LabelReport } = {}
  for (const vector of vectors) labels[vector.key] = await labelReport(vector)
  const isValid = structural.length === 0 && vectors.every((vector) => vector.isValid)
  return { isValid, structural, labels }
}

async function labelReport(vector: LabelVector): Promise<LabelReport> {
  const nonValidated = vector.nonValidated ?? []
  const rest = nonValidated.filter((value) => !vector.synonyms.has(String(value)))
  return {
    isValid: vector.isValid,
    total: vector.values.length,
    nonValidated,
    synonyms: Object.fromEntries(vector.synonyms),
    suggestions: vector.isStrict ? Object.fromEntries(await suggestTerms(vector.components, rest)) : {},
  }
}
