import { pyRepr } from '../../identity/python-text.ts'
import type { StructuralProblem } from './structural-problem.ts'

/** Columns with such names are allowed everywhere: they are written when records are exported. */
export const OWN_COLUMN = /^__lamindb_.*$/

/** A column that a schema has, as far as its presence is concerned. */
export interface ExpectedColumn {
  readonly name: string
  readonly isRequired: boolean
  /** How messages name the type of the column; undefined for dtypes that are only looked at. */
  readonly engine: string | undefined
}

export interface PresenceRules {
  /** No other columns are allowed. */
  readonly isMaximal: boolean
  /** Columns come in the order of the schema. */
  readonly isOrdered: boolean
}

/** Columns that are missing, that the schema does not have, or that come in another order. */
export function checkPresence(
  columns: readonly string[],
  expected: readonly ExpectedColumn[],
  { isMaximal, isOrdered }: PresenceRules,
): StructuralProblem[] {
  const present = new Set(columns)
  return [
    ...expected
      .filter(({ name, isRequired }) => isRequired && !present.has(name))
      .map(({ name }) => missing(name, columns)),
    ...(isMaximal ? unexpected(columns, expected) : []),
    ...(isOrdered ? outOfOrder(columns, expected) : []),
  ]
}

function missing(name: string, columns: readonly string[]): StructuralProblem {
  return {
    group: 'SCHEMA',
    code: 'COLUMN_NOT_IN_DATAFRAME',
    column: name,
    check: 'column_in_dataframe',
    error: `column '${name}' not in dataframe. Columns in dataframe: ${pyRepr(columns)}`,
  }
}

function unexpected(columns: readonly string[], expected: readonly ExpectedColumn[]): StructuralProblem[] {
  const known = new Set(expected.map(({ name }) => name))
  const described = [
    ...expected.map(({ name, engine }) =>
      describe(name, engine === undefined ? 'None' : `DataType(${engine})`),
    ),
    describe('^__lamindb_.*$', 'None'),
  ]
  return columns
    .filter((name) => !known.has(name) && !OWN_COLUMN.test(name))
    .map((name) => ({
      group: 'SCHEMA',
      code: 'COLUMN_NOT_IN_SCHEMA',
      column: null,
      check: 'column_in_schema',
      error: `column '${name}' not in DataFrameSchema {${described.join(', ')}}`,
    }))
}

const describe = (name: string, type: string): string =>
  `'${name}': <Schema Column(name=${name}, type=${type})>`

/** The k-th column of the table that is in the schema has to be the k-th column of the schema that is in the table. */
function outOfOrder(columns: readonly string[], expected: readonly ExpectedColumn[]): StructuralProblem[] {
  const present = new Set(columns)
  const order = expected.map(({ name }) => name).filter((name) => present.has(name))
  const known = new Set(order)
  return columns
    .filter((name) => known.has(name))
    .filter((name, i) => name !== order[i])
    .map((name) => ({
      group: 'SCHEMA',
      code: 'COLUMN_NOT_ORDERED',
      column: null,
      check: 'column_ordered',
      error: `column '${name}' out-of-order`,
    }))
}
