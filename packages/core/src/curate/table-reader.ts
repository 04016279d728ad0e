import type { Utf8 } from 'apache-arrow'

import type { ArtifactData } from '../registries/artifact/artifact-options.ts'
import type { TableReader, TableRows } from '../registries/record/table-rows.ts'
import { Timestamp } from '../identity/timestamp.ts'
import { loadArrow } from './table/arrow-runtime.ts'
import { chunkValues, Moment } from './table/chunk-values.ts'
import { isMissing } from './table/missing.ts'
import { openData, type TableInput } from './table/open-data.ts'

const NS_PER_US = 1000n

/** Reads tables into rows. Memory: all rows. */
export const tableReader: TableReader = {
  async read(data: ArtifactData): Promise<TableRows> {
    const arrow = await loadArrow()
    if (Array.isArray(data)) return rowsAsTheyAre(data as TableRows['rows'], new arrow.Utf8())
    const table = await openData(data as TableInput)
    const { column: label, name } = table.index
    const labelName = name ?? label?.name
    const columns = [...table.columns, ...(label ? [label] : [])]
    const rows: { [column: string]: unknown }[] = []
    for await (const batch of table.batches(columns)) {
      const start = rows.length
      for (let i = 0; i < batch.numRows; i++) rows.push({})
      for (const column of columns) {
        const key = column === label ? (labelName as string) : column.name
        const values = batch.chunks(column).flatMap((chunk) => [...chunkValues(arrow, chunk)])
        for (const [i, value] of values.entries())
          (rows[start + i] as { [column: string]: unknown })[key] = plain(value)
      }
    }
    const fields = columns.map((column) => ({
      name: column === label ? (labelName as string) : column.name,
      type: column.field?.type ?? new arrow.Utf8(),
    }))
    return { schema: { fields }, index: label ? labelName : undefined, rows }
  },
}

/** What is a float or an int among plain numbers, the features say. */
function rowsAsTheyAre(rows: TableRows['rows'], type: Utf8): TableRows {
  const names = new Set(rows.flatMap((row) => Object.keys(row)))
  const present = rows.map((row) =>
    Object.fromEntries([...names].map((name) => [name, isMissing(row[name]) ? null : row[name]])),
  )
  return { schema: { fields: [...names].map((name) => ({ name, type })) }, index: undefined, rows: present }
}

/** Not-a-number in a table says that there is no value; times keep microseconds. */
function plain(value: unknown): unknown {
  if (value instanceof Moment) {
    const us = value.ns / NS_PER_US
    return Timestamp.fromMicroseconds(us, value.isZoned ? 0 : undefined)
  }
  return isMissing(value) ? null : value
}
