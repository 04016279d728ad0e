import { oneOf } from '../../registry/comparison.ts'
import { instanceOf, metaOf, stateOf, type Row } from '../../registry/record-state.ts'
import { changedColumns } from '../../registry/record-row.ts'
import { columnRef } from '../../registry/where.ts'
import type { Artifact } from '../artifact.ts'

/**
 * Writes what changed of saved artifacts in one transaction: one statement for all that change alike.
 *
 * @param only - names of the columns to write; all by default
 */
export async function completeRows(artifacts: readonly Artifact[], only?: readonly string[]): Promise<void> {
  const [first] = artifacts
  if (!first) return
  const meta = metaOf(first)
  const { dialect } = instanceOf(first)
  const changes = artifacts.map((artifact) => ({ artifact, columns: changesOf(artifact, only) }))
  const alike = Map.groupBy(
    changes.filter(({ columns }) => Object.keys(columns).length > 0),
    ({ columns }) => JSON.stringify(columns),
  )
  if (alike.size === 0) return
  await instanceOf(first).transaction(async (trx) => {
    for (const group of alike.values()) {
      const ids = group.map(({ artifact }) => artifact.id)
      await trx
        .updateTable(meta.table)
        .set(group[0]?.columns as Row)
        .where(oneOf(columnRef(meta, 'id'), { isText: false, isJson: false }, ids, dialect))
        .execute()
    }
  })
  for (const { artifact, columns } of changes) {
    stateOf(artifact).stored = { ...stateOf(artifact).stored, ...columns }
  }
}

function changesOf(artifact: Artifact, only: readonly string[] | undefined): Row {
  const changes = changedColumns(artifact)
  if (!only) return changes
  return Object.fromEntries(Object.entries(changes).filter(([column]) => only.includes(column)))
}
