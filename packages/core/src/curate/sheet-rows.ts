import { isCategoricalDtype } from '../identity/dtype/simple-dtypes.ts'
import { loadArrow } from './table/arrow-runtime.ts'
import { columnOf, type DataTable, type TableColumn } from './table/data-table.ts'
import { DistinctValues } from './vectors/distinct-values.ts'
import type { SheetRows } from './vectors/sheet-labels.ts'
import type { ComponentPlan } from './component-plan.ts'

/** Column in which exports of sheets keep the uids of their rows. */
const UID_COLUMN = '__lamindb_record_uid__'

/**
 * The rows of sheets that a table was exported from, where it tells: by a column with their uids, or by the index of a schema
 * that sheets have.
 *
 * @returns `undefined` also where no column holds records, for which alone this counts
 */
export async function sheetRowsOf(table: DataTable, plan: ComponentPlan): Promise<SheetRows | undefined> {
  const hasRecords = plan.features.some(({ dtype }) => isCategoricalDtype(dtype) && /\bRecord\b/.test(dtype))
  if (!hasRecords) return undefined
  const uids = columnOf(table, UID_COLUMN)
  if (uids) return { by: 'uid', keys: await distinctTexts(table, uids) }
  const { indexFeature, schema } = plan
  const { column, name } = table.index
  if (!indexFeature || schema.id === undefined || !column || name !== indexFeature.name) return undefined
  return { by: 'name', keys: await distinctTexts(table, column), schemaId: schema.id }
}

async function distinctTexts(table: DataTable, column: TableColumn): Promise<string[]> {
  const distinct = new DistinctValues(await loadArrow())
  for await (const batch of table.batches([column]))
    for (const chunk of batch.chunks(column)) distinct.add(chunk)
  return distinct.values.filter((value) => typeof value === 'string')
}
