/** Which part of the check failed; `SCHEMA` is about columns and their types, `DATA` about values. */
export type ProblemGroup = 'SCHEMA' | 'DATA'

export type ProblemCode =
  | 'COLUMN_NOT_IN_DATAFRAME'
  | 'COLUMN_NOT_IN_SCHEMA'
  | 'COLUMN_NOT_ORDERED'
  | 'SERIES_CONTAINS_NULLS'
  | 'WRONG_DATATYPE'
  | 'DATATYPE_COERCION'
  | 'DATAFRAME_CHECK'

/** A finding of the check of columns, types and missing values. */
export interface StructuralProblem {
  readonly group: ProblemGroup
  readonly code: ProblemCode
  /** Null for the index, and for columns that the schema does not have. */
  readonly column: string | null
  /** The rule. */
  readonly check: string
  /** What is wrong, with the values. */
  readonly error: string
}

const HINT =
  '   ▶ Hint: Consider setting `feature.coerce = True` to attempt coercing values during validation to the required dtype.'

/** The findings as JSON text, group by group and code by code; with wrong types also how to convert them. */
export function structuralReport(problems: readonly StructuralProblem[]): string {
  const report: { [group: string]: { [code: string]: object[] } } = {}
  for (const { group, code, column, check, error } of problems) {
    const codes = (report[group] ??= {})
    const list = (codes[code] ??= [])
    list.push({ schema: null, column, check, error })
  }
  const text = JSON.stringify(report, null, 4)
  return problems.some(({ code }) => code === 'WRONG_DATATYPE') ? text + HINT : text
}
