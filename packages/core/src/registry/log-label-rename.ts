import type { DatabaseTransaction } from '../database/database.ts'
import { fieldOf, instanceOf, stateOf } from './record-state.ts'
import type { RegistryRecord } from './record.ts'
import type { RegistryMeta } from './registry-meta.ts'

/** Says which artifacts have a label under its old name in what they store. */
export async function logLabelRename(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  record: RegistryRecord,
): Promise<void> {
  const relation = meta.relations.get('artifacts')
  if (relation?.kind !== 'through' || !relation.link.has('featureId') || meta.name === 'Storage') return
  const { link, ownColumn, targetColumn } = relation
  const rows = await trx
    .selectFrom(`${link.table} as link`)
    .innerJoin('lamindb_artifact as artifact', 'artifact.id', `link.${targetColumn}`)
    .innerJoin('lamindb_feature as feature', 'feature.id', 'link.feature_id')
    .where(`link.${ownColumn}`, '=', record.id)
    .where('feature._dtype_str', 'like', `%[${meta.entityName}]%`)
    .select('artifact.uid')
    .distinct()
    .execute()
  if (rows.length === 0) return
  const [s, es] = rows.length === 1 ? ['', 'es'] : ['s', '']
  const uids = rows.map((row) => `'${String(row['uid'])}'`).join(', ')
  const old = stateOf(record).stored?.[meta.columns.get(meta.nameField)?.column ?? '']
  instanceOf(record).logger.error(
    `by renaming label from '${String(old)}' to '${String(fieldOf(record, meta.nameField))}' ${rows.length} artifact${s} no longer match${es} the label name in storage: [${uids}]\n\n   → consider re-curating`,
  )
}
