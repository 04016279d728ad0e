import type { DatabaseTransaction } from '../../database/database.ts'
import { defaultsOf } from '../../registry/defaults.ts'
import { insertRows } from '../../registry/insert-rows.ts'
import { loadRelations } from '../../registry/load-relations.ts'
import { metaOf, registryOf, stateOf } from '../../registry/record-state.ts'
import type { Artifact } from '../artifact.ts'
import type { Collection } from '../collection.ts'
import { checkSchemas } from './create-collection.ts'
import { COLLECTION } from './collection-state.ts'

/** Links the artifacts of a collection in their order; links that exist stay as they are. */
export async function linkArtifacts(collection: Collection, trx: DatabaseTransaction): Promise<void> {
  const { artifacts } = collection[COLLECTION]
  const relation = metaOf(collection).relations.get('artifacts')
  if (!artifacts || relation?.kind !== 'through') return
  const { link, ownColumn, targetColumn } = relation
  const defaults = defaultsOf(link)
  const ids = [...new Set(artifacts.map(({ id }) => id))]
  const rows = ids.map((id) => ({ ...defaults, [ownColumn]: collection.id, [targetColumn]: id }))
  await insertRows(trx, link, rows, { ignoreConflicts: true })
  stateOf(collection).related.delete('artifacts')
}

/** The artifacts of a collection in the order in which they were given; those of the next save before it. */
export async function orderedArtifacts(collection: Collection): Promise<Artifact[]> {
  const { artifacts } = collection[COLLECTION]
  if (!stateOf(collection).stored) return [...(artifacts ?? [])]
  await loadRelations(registryOf(collection), [collection], ['artifacts'])
  return (stateOf(collection).related.get('artifacts') ?? []) as Artifact[]
}

/** A schema that was assigned holds for every artifact. @throws ValidationError */
export async function checkAssignedSchema(collection: Collection): Promise<void> {
  const { schemaId, uid } = collection
  const before = stateOf(collection).stored?.['schema_id'] ?? null
  if (schemaId === null || schemaId === undefined || Number(before) === schemaId) return
  checkSchemas(await orderedArtifacts(collection), schemaId, uid)
}
