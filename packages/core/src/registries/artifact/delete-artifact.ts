import { IntegrityError, InvalidArgument } from '../../errors.ts'
import {
  decidePermanence,
  deleteRecord,
  deleteRows,
  type DeletedRows,
  type DeleteOptions,
} from '../../registry/delete.ts'
import { instanceOf, isNew, metaOf, setField, stateOf } from '../../registry/record-state.ts'
import { uidStartsWith } from '../../registry/uid-prefix.ts'
import { promoteSuccessors, readHeads } from '../../registry/version-heads.ts'
import { stemOf } from '../../registry/versions.ts'
import type { Artifact } from '../artifact.ts'
import { withStorageErrors } from '../storage/translate-storage-error.ts'
import { placeOf, type ContentPlace } from './artifact-path.ts'
import { ARTIFACT } from './artifact-state.ts'

export interface ArtifactDeleteOptions extends DeleteOptions {
  /** Whether the content is removed with the rows; asked for content under its own key, else yes. */
  readonly storage?: boolean
}

/**
 * Moves an artifact to the trash, or deletes its row and then its content.
 *
 * @throws IntegrityError when the content lies in a storage location of another instance @throws ProtectedError
 */
export async function deleteArtifact(
  artifact: Artifact,
  options: ArtifactDeleteOptions,
): Promise<DeletedRows | undefined> {
  if (isNew(artifact)) return deleteUnsaved(artifact, options)
  const place = await placeOf(artifact)
  if (options.storage !== false) checkManaged(artifact, place)
  const permanent = await decidePermanence(artifact, options)
  if (permanent === undefined) return undefined
  if (!permanent) return deleteRecord(artifact, { ...options, permanent: false })
  instanceOf(artifact).assertWritable()
  if (options.transaction && options.storage !== false) {
    throw new InvalidArgument('Content that is removed within a transaction could not be brought back.', {
      hint: 'Delete the artifact after the transaction, or pass storage: false.',
    })
  }
  const deleted = await deleteVersions(artifact, options)
  if (!deleted) {
    instanceOf(artifact).logger.warning(
      'did not delete artifact from the database; skipping storage deletion',
    )
    return undefined
  }
  stateOf(artifact).stored = undefined
  artifact[ARTIFACT].orphan = { storage: place.storage, key: place.key }
  await removeContent(artifact, options, place)
  return deleted
}

/** After a deletion that failed at the content only, the content is removed. */
async function deleteUnsaved(
  artifact: Artifact,
  options: ArtifactDeleteOptions,
): Promise<DeletedRows | undefined> {
  const { orphan } = artifact[ARTIFACT]
  if (!orphan) return deleteRecord(artifact, options)
  const driver = await instanceOf(artifact).storage.driver(orphan.storage)
  await removeContent(artifact, options, { ...orphan, driver })
  return undefined
}

function checkManaged(artifact: Artifact, { storage, driver, key }: ContentPlace): void {
  if (instanceOf(artifact).storage.isManaged(storage)) return
  throw new IntegrityError(
    `Cannot simply delete artifacts outside of this instance's managed storage locations. The path is '${driver.locate(key)}', managed by the instance with uid '${storage.instanceUid ?? 'unknown'}'.`,
    { hint: 'Pass storage: false to delete the row only.' },
  )
}

/** @returns nothing when the database left the row where it is */
async function deleteVersions(
  artifact: Artifact,
  { transaction }: DeleteOptions,
): Promise<DeletedRows | undefined> {
  const meta = metaOf(artifact)
  const instance = instanceOf(artifact)
  const allVersions = artifact._overwriteVersions && artifact.isLatest
  if (allVersions) {
    instance.logger.info('deleting all versions of this artifact because they all share the same store')
  }
  const remove = async (trx: NonNullable<typeof transaction>): Promise<DeletedRows | undefined> => {
    const rows = allVersions
      ? await trx
          .selectFrom(meta.table)
          .select('id')
          .where(uidStartsWith(meta, stemOf(artifact)))
          .execute()
      : [{ id: artifact.id }]
    const ids = rows.map((row) => Number(row['id']))
    const heads = allVersions ? [] : await readHeads(trx, meta, ids)
    const deleted = await deleteRows(trx, meta, ids)
    if ((deleted.byRegistry[meta.entityName] ?? 0) < ids.length) return undefined
    await promoteSuccessors(trx, meta, heads, { trashed: false })
    return deleted
  }
  return transaction ? remove(transaction) : instance.transaction(remove)
}

async function removeContent(
  artifact: Artifact,
  options: ArtifactDeleteOptions,
  { driver, key }: ContentPlace,
): Promise<void> {
  const { logger } = instanceOf(artifact)
  const path = driver.locate(key)
  if (await isKept(artifact, options, path)) {
    logger.info(`a file/folder remains here: ${path}`)
  } else if (await withStorageErrors(() => driver.remove(key))) {
    logger.success(`deleted ${path}`)
  }
  artifact[ARTIFACT].orphan = undefined
  setField(artifact, 'id', undefined)
}

async function isKept(
  artifact: Artifact,
  { storage }: ArtifactDeleteOptions,
  path: string,
): Promise<boolean> {
  const { logger, prompt } = instanceOf(artifact)
  if (artifact._overwriteVersions && !artifact.isLatest) {
    if (storage) {
      logger.warning(
        "storage argument is ignored; can't delete store of a previous version if overwrite_versions is True",
      )
    }
    return true
  }
  if (storage !== undefined) return !storage
  const isNamedByUid = artifact.key === null || (artifact._keyIsVirtual && artifact._realKey === null)
  if (isNamedByUid) return false
  return !(await prompt.confirm(
    `Artifact record deleted. Do you ALSO want to delete the data in storage at ${path}? You can't undo this action.`,
  ))
}
