import type { Data, DataType } from 'apache-arrow'

import { ValidationError } from '../errors.ts'
import { isCategoricalDtype } from '../identity/dtype/simple-dtypes.ts'
import { Float } from '../identity/python-float.ts'
import type { Instance } from '../instance/instance.ts'
import type { Feature } from '../registries/feature.ts'
import type { ComponentPlan } from './component-plan.ts'
import { textCategory } from './coerce/to-category.ts'
import { loadArrow, type Arrow } from './table/arrow-runtime.ts'
import { chunkValues } from './table/chunk-values.ts'
import { columnOf, isArrowChunk, type Chunk, type ColumnChange, type DataTable } from './table/data-table.ts'
import { arrowColumn, categoryColumn } from './table/describe-column.ts'
import { isMissing } from './table/missing.ts'

/**
 * The table with the columns of all members: missing ones are added with the default of their feature, or empty where
 * values may be missing; missing values of present ones become the default. Undefined when nothing is to be done.
 *
 * @throws ValidationError for a missing column that has no default and may not be empty
 */
export async function standardizeTable(
  { logger }: Instance,
  table: DataTable,
  { members }: ComponentPlan,
): Promise<DataTable | undefined> {
  const arrow = await loadArrow()
  const changes: ColumnChange[] = []
  for (const feature of members) {
    const present = columnOf(table, feature.name)
    const fill = defaultOf(feature)
    if (present) {
      const column = present.kind === 'category' ? categoryColumn(arrow, feature.name) : present
      if (fill !== undefined) changes.push({ column, convert: (chunk) => filled(arrow, chunk, fill) })
    } else {
      checkFillable(feature, fill)
      changes.push(added(arrow, feature, fill))
      logger.info(
        `added column ${feature.name} with fill value ${fill === undefined ? '<NA>' : String(fill)}`,
      )
    }
  }
  return changes.length > 0 ? table.withChanges(changes) : undefined
}

function defaultOf({ defaultValue }: Feature): unknown {
  if (defaultValue === null || defaultValue === undefined) return undefined
  return defaultValue instanceof Float ? defaultValue.value : defaultValue
}

function checkFillable({ name, nullable }: Feature, fill: unknown): void {
  if (fill !== undefined || nullable !== false) return
  throw new ValidationError(
    `Missing column ${name} cannot be added because is not nullable and has no default value`,
  )
}

function added(arrow: Arrow, feature: Feature, fill: unknown): ColumnChange {
  const isInteger = typeof fill === 'number' && feature.dtype !== 'float' && feature.dtype !== 'num'
  const value = isInteger ? BigInt(fill) : (fill ?? null)
  const values = (numRows: number): unknown[] => Array.from({ length: numRows }, () => value)
  const type = addedType(arrow, feature, fill)
  const isCategory = isCategoricalDtype(feature.dtype ?? '') && !feature.dtype?.startsWith('list')
  return {
    column: arrowColumn(new arrow.Field(feature.name, type, true)),
    fill: (numRows) =>
      isCategory
        ? textCategory(arrow, values(numRows) as (string | null)[])
        : (arrow.vectorFromArray(values(numRows), type).data[0] as Data),
  }
}

function addedType(arrow: Arrow, { dtype }: Feature, fill: unknown): DataType {
  if (isCategoricalDtype(dtype ?? '') && !dtype?.startsWith('list'))
    return new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32())
  if (fill === undefined) return new arrow.Null()
  if (typeof fill === 'boolean') return new arrow.Bool()
  if (typeof fill === 'string') return new arrow.Utf8()
  if (dtype === 'float' || dtype === 'num') return new arrow.Float64()
  return typeof fill === 'number' || typeof fill === 'bigint' ? new arrow.Int64() : new arrow.Utf8()
}

/** A chunk of the same type with the default in the place of missing values. */
function filled(arrow: Arrow, chunk: Chunk, fill: unknown): Chunk {
  if (!isArrowChunk(chunk)) return chunk.map((value) => (isMissing(value) ? fill : value))
  const present = arrow.DataType.isInt(chunk.type) && chunk.type.bitWidth === 64 ? BigInt(Number(fill)) : fill
  const values = chunkValues(arrow, chunk).map((value) => {
    const plain = value instanceof Float ? value.value : value
    return isMissing(plain) ? present : plain
  })
  if (arrow.DataType.isDictionary(chunk.type)) return textCategory(arrow, values as (string | null)[])
  return arrow.vectorFromArray(values, chunk.type).data[0] as Data
}
