import { deleteRows } from '../../registry/delete.ts'
import { instanceOf, metaOf, setField, stateOf, type Row } from '../../registry/record-state.ts'
import { promoteSuccessors, readHeads } from '../../registry/version-heads.ts'
import type { RegistryRecord } from '../../registry/record.ts'
import type { Artifact } from '../artifact.ts'
import { ARTIFACT } from './artifact-state.ts'
import { markStored } from './storing-flag.ts'

/**
 * Takes back the rows of artifacts whose content could not be stored: new rows are deleted and the versions that they
 * followed are the latest again; rows that existed get their former values. The objects can be saved once more.
 */
export async function undoRows(artifacts: readonly Artifact[]): Promise<void> {
  const [first] = artifacts
  if (!first) return
  const meta = metaOf(first)
  const fresh = artifacts.filter((artifact) => artifact[ARTIFACT].before === undefined)
  await instanceOf(first).transaction(async (trx) => {
    const ids = fresh.map((artifact) => artifact.id)
    const heads = await readHeads(trx, meta, ids)
    await deleteRows(trx, meta, ids)
    await promoteSuccessors(trx, meta, heads, { trashed: false })
    for (const artifact of artifacts) {
      const before = artifact[ARTIFACT].before
      if (!before) continue
      const { id: _, ...columns }: Row = before
      await trx.updateTable(meta.table).set(columns).where('id', '=', artifact.id).execute()
    }
  })
  await restoreRevisions(fresh)
  for (const artifact of artifacts) {
    const { before } = artifact[ARTIFACT]
    stateOf(artifact).stored = before
    if (!before) setField(artifact, 'id', undefined)
    if (before?.['_aux'] === undefined || before['_aux'] === null) markStored(artifact)
  }
}

/** The objects follow the versions again that they followed before, which show what they are now. */
async function restoreRevisions(artifacts: readonly Artifact[]): Promise<void> {
  const revised = new Map<number, RegistryRecord>()
  for (const artifact of artifacts) {
    const { revision } = artifact[ARTIFACT]
    stateOf(artifact).revises = revision
    if (revision) revised.set(revision.record.id, revision.record)
  }
  const [first] = artifacts
  if (!first || revised.size === 0) return
  const meta = metaOf(first)
  const rows = await instanceOf(first)
    .queries.selectFrom(meta.table)
    .select(['id', 'is_latest'])
    .where('id', 'in', [...revised.keys()])
    .execute()
  for (const row of rows) {
    const record = revised.get(Number(row['id']))
    if (!record) continue
    setField(record, 'isLatest', meta.columns.get('isLatest')?.fromDatabase(row['is_latest']))
    const { stored } = stateOf(record)
    if (stored) stored['is_latest'] = row['is_latest']
  }
}
