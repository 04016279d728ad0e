import type { DatabaseTransaction } from '../../database/database.ts'
import type { Feature } from '../feature.ts'
import { instanceOf, stateOf } from '../../registry/record-state.ts'

/**
 * Warns of artifacts whose stored columns bear the old name of a feature that is being renamed. On Postgres a trigger
 * keeps the old name in the row, among the synonyms and in `_aux.renamed`; on SQLite nobody does, in Python neither.
 */
export async function warnAboutRename(feature: Feature, trx: DatabaseTransaction): Promise<void> {
  const old = stateOf(feature).stored?.['name']
  if (typeof old !== 'string' || old === feature.name) return
  const uids = await artifactsWithColumn(feature, trx)
  if (uids.length === 0) return
  const [s, es] = uids.length === 1 ? ['', 'es'] : ['s', '']
  instanceOf(feature).logger.warning(
    `by renaming feature from '${old}' to '${feature.name}' ${uids.length} artifact${s} no longer match${es} the feature name in storage: [${uids.map((uid) => `'${uid}'`).join(', ')}]`,
  )
}

async function artifactsWithColumn(feature: Feature, trx: DatabaseTransaction): Promise<string[]> {
  const rows = await trx
    .selectFrom('lamindb_artifact')
    .innerJoin('lamindb_artifactschema', 'lamindb_artifactschema.artifact_id', 'lamindb_artifact.id')
    .innerJoin('lamindb_schema', 'lamindb_schema.id', 'lamindb_artifactschema.schema_id')
    .innerJoin('lamindb_schemafeature', 'lamindb_schemafeature.schema_id', 'lamindb_schema.id')
    .where('lamindb_schemafeature.feature_id', '=', feature.id)
    .where('lamindb_schema.itype', '=', 'Feature')
    .select('lamindb_artifact.uid')
    .distinct()
    .execute()
  return rows.map((row) => String(row['uid']))
}
