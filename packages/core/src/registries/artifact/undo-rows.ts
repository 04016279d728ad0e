import { deleteRows } from '../../registry/delete.ts'
import { instanceOf, metaOf, setField, stateOf, type Row } from '../../registry/record-state.ts'
import { promoteNewest } from '../../registry/version-heads.ts'
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
    await deleteRows(
      trx,
      meta,
      fresh.map((artifact) => artifact.id),
    )
    for (const artifact of fresh) await promoteNewest(trx, meta, artifact)
    for (const artifact of artifacts) {
      const before = artifact[ARTIFACT].before
      if (!before) continue
      const { id: _, ...columns }: Row = before
      await trx.updateTable(meta.table).set(columns).where('id', '=', artifact.id).execute()
    }
  })
  for (const artifact of artifacts) {
    const { before } = artifact[ARTIFACT]
    stateOf(artifact).stored = before
    if (!before) setField(artifact, 'id', undefined)
    if (before?.['_aux'] === undefined || before['_aux'] === null) markStored(artifact)
  }
}
