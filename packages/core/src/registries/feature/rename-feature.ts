import type { DatabaseTransaction } from '../../database/database.ts'
import type { Feature } from '../feature.ts'
import { instanceOf, stateOf } from '../../registry/record-state.ts'

/**
 * Keeps the old name of a feature that is being renamed among its synonyms and, with the time, in `_aux.renamed`, and
 * warns of artifacts whose stored columns still bear it. On Postgres a trigger does the same with the row; it adds
 * nothing to what it finds done.
 */
export async function noteRename(feature: Feature, trx: DatabaseTransaction): Promise<void> {
  const old = stateOf(feature).stored?.['name']
  if (typeof old !== 'string' || old === feature.name) return
  const { clock, logger } = instanceOf(feature)
  feature.synonyms = withSynonym(feature.synonyms, old)
  const aux = (feature._aux ?? {}) as { readonly renamed?: object }
  const time = `${clock.now().toSql().slice(0, 19).replace(' ', 'T')}Z`
  feature._aux = { ...aux, renamed: { ...aux.renamed, [time]: old } }
  const uids = await artifactsWithColumn(feature, trx)
  if (uids.length === 0) return
  const [s, es] = uids.length === 1 ? ['', 'es'] : ['s', '']
  logger.warning(
    `by renaming feature from '${old}' to '${feature.name}' ${uids.length} artifact${s} no longer match${es} the feature name in storage: [${uids.map((uid) => `'${uid}'`).join(', ')}]`,
  )
}

const withSynonym = (synonyms: string | null, name: string): string => {
  if (!synonyms) return name
  return synonyms.split('|').includes(name) ? synonyms : `${synonyms}|${name}`
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
