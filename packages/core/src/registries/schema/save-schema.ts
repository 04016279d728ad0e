import type { DatabaseTransaction } from '../../database/database.ts'
import { ValidationError } from '../../errors.ts'
import { schemaHash } from '../../identity/schema-hash.ts'
import { TRASH } from '../../registry/delete.ts'
import { fieldOf, instanceOf, isNew } from '../../registry/record-state.ts'
import type { RegistryRecord } from '../../registry/record.ts'
import type { Schema } from '../schema.ts'
import { migrateIndex } from './migrate-index.ts'
import { linkMembers, readMembers } from './schema-members.ts'
import { indexUid, optionalUids } from './schema-settings.ts'
import { linkSlots, readSlots } from './schema-slots.ts'

/** Computes hash and number of members before the row is written; a changed hash is checked and told. */
export async function prepareSchema(schema: Schema, trx: DatabaseTransaction): Promise<void> {
  const stored = isNew(schema) ? [] : await readMembers(schema, trx)
  const members = schema.pending.members ?? stored
  if (members.length > 0) schema.nMembers = members.length
  if (schema.isType) return
  const hash = await currentHash(schema, members, trx)
  if (!isNew(schema) && hash !== schema.hash) {
    await checkNoOther(schema, hash, trx)
    if (!schema.pending.isQuiet) await warnOfDatasets(schema, stored, members, trx)
    await migrateIndex(schema, trx)
  }
  schema.hash = hash
}

/** Links members and components that were given since the schema was read. */
export async function linkSchema(schema: Schema, trx: DatabaseTransaction): Promise<void> {
  const { members, slots } = schema.pending
  if (members) await linkMembers(schema, members, trx)
  if (slots) await linkSlots(schema, slots, trx)
}

async function currentHash(
  schema: Schema,
  members: readonly RegistryRecord[],
  trx: DatabaseTransaction,
): Promise<string> {
  const optional = new Set(optionalUids(schema._aux))
  const slots = new Map([
    ...(isNew(schema) ? [] : await readSlots(schema, trx)),
    ...(schema.pending.slots ?? []),
  ])
  const index = indexUid(schema._aux)
  return schemaHash({
    dtype: schema._dtypeStr,
    itype: schema.itype,
    minimalSet: schema.minimalSet,
    orderedSet: schema.orderedSet,
    maximalSet: schema.maximalSet,
    flexible: schema.flexible,
    coerce: schema.coerce,
    suffix: schema.suffix,
    nMembers: schema.nMembers,
    ...(index !== undefined && { indexUid: index }),
    members: members.map((member) => {
      const uid = String(fieldOf(member, 'uid'))
      return { uid, optional: optional.has(uid) }
    }),
    slots: new Map([...slots].map(([slot, component]) => [slot, component.hash])),
  }).hash
}

async function checkNoOther(schema: Schema, hash: string, trx: DatabaseTransaction): Promise<void> {
  const other = await trx
    .selectFrom('lamindb_schema')
    .select('uid')
    .where('hash', '=', hash)
    .where('branch_id', '!=', TRASH)
    .where('id', '!=', schema.id)
    .executeTakeFirst()
  if (!other) return
  throw new ValidationError(
    'Another schema already has this hash. This feature order matches an existing schema.',
    { hint: `It is the schema with uid '${String(other['uid'])}'. Nothing was written.` },
  )
}

async function warnOfDatasets(
  schema: Schema,
  before: readonly RegistryRecord[],
  after: readonly RegistryRecord[],
  trx: DatabaseTransaction,
): Promise<void> {
  const artifacts = await trx
    .selectFrom('lamindb_artifact')
    .select(['uid', 'key'])
    .where('schema_id', '=', schema.id)
    .execute()
  if (artifacts.length === 0) return
  const { logger } = instanceOf(schema)
  const kept = new Set(after.map(({ id }) => id))
  const removed = before.filter(({ id }) => !kept.has(id))
  if (removed.length > 0) {
    const names = removed.map((member) => `'${String(fieldOf(member, 'name') ?? fieldOf(member, 'uid'))}'`)
    logger.warning(`you're removing these features: [${names.join(', ')}]`)
  }
  const rows = artifacts.map((row) => `${String(row['uid'])} ${String(row['key'] ?? '')}`.trimEnd())
  logger.warning(
    `you updated the schema hash and might invalidate datasets that were previously validated with this schema:\n${rows.join('\n')}`,
  )
}
