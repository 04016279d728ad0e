import { setImmediate as nextTurn } from 'node:timers/promises'

import type BetterSqlite3 from 'better-sqlite3'

import { toSqliteValue } from '../sqlite/sqlite-connection.ts'
import type { BulkResult, BulkWrite } from './bulk-write.ts'
import type { ConflictRule } from './conflict-rule.ts'
import { quoted, quotedList, returningClause } from './quoting.ts'
import { rowBatches } from './row-batches.ts'

/** Rows between two turns of the event loop: a few milliseconds of work, and few enough to die young. */
const batchLimit = { rows: 256, characters: 1_000_000 }

/** Writes rows with one prepared statement; the caller's transaction holds the connection meanwhile. */
export async function writeSqliteRows(
  handle: BetterSqlite3.Database,
  write: BulkWrite,
  rule: ConflictRule,
): Promise<BulkResult> {
  const names = write.columns.map((column) => column.name)
  const values = names.map(() => '?').join(', ')
  const statement = handle.prepare(
    `insert into ${quoted(write.table)} (${quotedList(names)}) values (${values}) ${rule.clause}${returningClause(write.returning)}`,
  )
  const rows: Record<string, unknown>[] = []
  let count = 0
  for await (const batch of rowBatches(write.rows, batchLimit)) {
    write.signal?.throwIfAborted()
    for (const row of batch) {
      if (statement.reader) {
        const [written] = statement.all(row.map(toSqliteValue))
        if (written !== undefined) rows.push(written as Record<string, unknown>)
      } else {
        count += statement.run(row.map(toSqliteValue)).changes
      }
    }
    await nextTurn()
  }
  return { count: statement.reader ? rows.length : count, rows }
}
