import type { Table } from 'apache-arrow'

import { InvalidArgument } from '../../errors.ts'
import { featureFramesOf } from '../../registry/data-frame/feature-frames.ts'
import type { DataFrameOptions } from '../../registry/data-frame/data-frame-options.ts'
import { QuerySet } from '../../registry/query-set.ts'
import { metaOf } from '../../registry/record-state.ts'
import type { BoundRegistry } from '../../registry/record.ts'
import type { Record } from '../record.ts'

/** What of a sheet is shown. */
export interface SheetOptions extends Pick<DataFrameOptions<Record>, 'features' | 'orderBy'> {
  /** Most rows; all by default. */
  readonly limit?: number | null
  /** With the records of the types below this one. */
  readonly isDeep?: boolean
}

/**
 * The records of a type as a table, the members of its schema as columns.
 *
 * @throws InvalidArgument for a record that is no type
 */
export async function sheetFrame(type: Record, { isDeep = false, ...options }: SheetOptions): Promise<Table> {
  if (!type.isType)
    throw new InvalidArgument('Only types can be exported as data frames.', {
      hint: 'Filter the records instead: db.Record.filter(…).toDataFrame().',
    })
  const registry = metaOf(type).registry as BoundRegistry<Record>
  const set = isDeep ? type.queryRecords() : new QuerySet<Record>(registry).filter({ type })
  return (await featureFramesOf(registry.instance).sheet(set, options, type)) as Table
}
