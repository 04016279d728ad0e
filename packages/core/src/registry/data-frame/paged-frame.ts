import type { Table } from 'apache-arrow'
import { sql, type SqlBool } from 'kysely'

import { emptyPlan, planQuery } from '../query-plan.ts'
import type { Row } from '../record-state.ts'
import type { ColumnMeta } from '../registry-meta.ts'
import { checkOnly, narrowed, type Scope } from '../scope.ts'
import { columnRef } from '../where.ts'
import { foreignKeys } from './column-order.ts'
import { joinedTable, rowColumn, tableOf } from './frame-column.ts'

/** Rows that are read at once: few enough that they, and their texts, die young. */
const PAGE_ROWS = 8192

/**
 * All rows of a settled scope in the order of their ids as a table. Beside the table itself one page of rows is in memory.
 *
 * @returns nothing where integers of a later page need more bits than those of the first
 */
export async function pagedFrame(
  scope: Scope,
  columns: readonly ColumnMeta[],
  direction: 'asc' | 'desc',
): Promise<Table | undefined> {
  const { registry } = scope
  const isKey = foreignKeys(registry.meta)
  const id = columnRef(registry.meta, 'id')
  const beyond = sql.raw(direction === 'asc' ? '>' : '<')
  const names = [...new Set(['id', ...columns.map(({ column }) => column)])]
  const pages: Table[] = []
  // Along the ids: by an index of the branch, which nearly all rows share, every page would read all of them.
  const rowsOfScope: Scope = { registry, plan: { ...emptyPlan, clauses: [{ sql: checkOnly(scope) }] } }
  let page = rowsOfScope
  for (;;) {
    const { plan } = page
    const asked = { ...plan, order: [['id', direction] as const], limit: PAGE_ROWS }
    const rows: Row[] = await planQuery(registry, asked, names).execute()
    const frame = columns.map((column) => rowColumn(column, isKey.has(column), rows))
    if (rows.length > 0 || pages.length === 0) pages.push(tableOf(frame, rows.length))
    if (rows.length < PAGE_ROWS) return joinedTable(pages)
    page = narrowed(rowsOfScope, { sql: sql<SqlBool>`${id} ${beyond} ${Number(rows.at(-1)?.['id'])}` })
  }
}
