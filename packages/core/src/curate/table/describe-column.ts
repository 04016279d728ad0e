import { columnKind, columnType, type PandasColumn } from '@lamindb/formats'
import type { Field } from 'apache-arrow'

import type { Arrow } from './arrow-runtime.ts'
import type { TableColumn } from './data-table.ts'

/** A column of an Arrow table, under its name or another one. */
export function arrowColumn(field: Field, stored?: PandasColumn, name: string = field.name): TableColumn {
  if (stored && holdsObjects(field, stored)) return { ...mixedColumn(name), field }
  const isOfArrow = stored?.numpyType.endsWith('[pyarrow]') === true && !stored.numpyType.startsWith('string')
  const physical = isOfArrow ? stored.numpyType : columnType(field, stored)
  return { name, field, kind: columnKind(field.type), physical }
}

/**
 * Whether pandas holds plain numbers or truth values as objects. Files do not say so: there pandas names the type of the
 * values, and reads them as of that type.
 */
function holdsObjects(field: Field, { pandasType, numpyType }: PandasColumn): boolean {
  if (pandasType !== 'object' || numpyType !== 'object') return false
  return ['int', 'float', 'bool'].includes(columnKind(field.type))
}

/** A column of plain values that are of several kinds. */
export const mixedColumn = (name: string): TableColumn => ({
  name,
  field: undefined,
  kind: 'mixed',
  physical: 'object',
})

/** Name of the type of complex numbers, for which Arrow has none. */
export const COMPLEX = 'complex128'

/** A column of complex numbers. */
export const complexColumn = (name: string): TableColumn => ({ ...mixedColumn(name), physical: COMPLEX })

/** A categorical column of texts, as curation writes it. */
export const categoryColumn = (arrow: Arrow, name: string): TableColumn =>
  arrowColumn(new arrow.Field(name, new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32()), true))
