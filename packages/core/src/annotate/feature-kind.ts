import { listItemDtype, isCategoricalDtype } from '../identity/dtype/simple-dtypes.ts'
import { Float } from '../identity/python-float.ts'
import { pyDumps } from '../identity/python-json.ts'
import {
  bool,
  category,
  date,
  float64,
  int64,
  naiveTimestamp,
  timestamp,
  utf8,
} from '../registry/data-frame/arrow-values.ts'
import type { ColumnKind } from '../registry/data-frame/column-kind.ts'

/**
 * How values of a dtype become a column: numbers and truths as such even where they are stored as texts, times without zone
 * as they are, labels as categories, dictionaries as JSON.
 *
 * @param dtype - of single values; of a list that of its items
 * @param values - all values of the column
 */
export function featureKind(dtype: string, values: readonly unknown[], isList: boolean): ColumnKind {
  if (isCategoricalDtype(dtype)) return isList ? utf8 : category(values)
  switch (dtype) {
    case 'int':
      return { ...int64, prepare: present((value) => BigInt(Math.trunc(Number(value)))) }
    case 'float':
    case 'num':
      return { ...float64, prepare: present(Number) }
    case 'bool':
      return { ...bool, prepare: present((value) => value === true || value === 'true' || value === 1) }
    case 'date':
      return date
    case 'datetime':
      return naiveTimestamp
    case 'datetime64[ns, UTC]':
      return timestamp
    case 'str':
    case 'path':
    case 'url':
      return { ...utf8, prepare: present(textOf) }
    default:
      return { ...utf8, prepare: present((value) => (typeof value === 'string' ? value : pyDumps(value))) }
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : pyDumps(value))

const present =
  (read: (value: unknown) => unknown) =>
  (value: unknown): unknown =>
    value === null || value === undefined ? null : read(value instanceof Float ? value.value : value)

/** The dtype of single values: of lists that of their items. */
export const singleDtype = (dtype: string): string => listItemDtype(dtype) ?? dtype
