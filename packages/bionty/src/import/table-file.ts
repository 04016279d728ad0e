import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

import { readTable } from '@lamindb/formats'

import type { SourceTable, SourceTableRow } from './source-table.ts'

/** Reads a table file whose columns have the names of public tables. */
export async function readTableFile(path: string): Promise<SourceTable> {
  const table = await readTable(path)
  const rows: SourceTableRow[] = []
  for await (const batch of table.batches())
    for (const row of batch) if (row) rows.push(row.toJSON() as SourceTableRow)
  return { rows, file: { path, md5: await md5Of(path), header: undefined } }
}

async function md5Of(path: string): Promise<string> {
  const hash = createHash('md5')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}
