import { MultipleResultsFound } from '../../errors.ts'
import { schemaHash, wellKnownSchemaUid } from '../../identity/schema-hash.ts'
import { randomUid } from '../../identity/uid.ts'
import { constructRecords } from '../../registry/construct.ts'
import { TRASH } from '../../registry/delete.ts'
import { hydrate } from '../../registry/hydrate.ts'
import { fieldOf, instanceOf, isNew, setField } from '../../registry/record-state.ts'
import type { BoundRegistry, RegistryRecord } from '../../registry/record.ts'
import { setFields } from '../../registry/set-fields.ts'
import type { Schema } from '../schema.ts'
import { readSchemaArguments, type SchemaArguments, type SchemaParts } from './schema-arguments.ts'
import { withIndex, withOptionals, withoutDisplayOrder } from './schema-settings.ts'

/**
 * A schema from the arguments of its constructor: the existing one with the same hash, else that of the same name
 * with these contents, else a new one. Nothing is written.
 */
export async function createSchema(
  registry: BoundRegistry<Schema>,
  given: SchemaArguments<Schema>,
): Promise<Schema> {
  const parts = readSchemaArguments(registry, given)
  const hash = parts.fields.isType ? null : hashOfParts(parts)
  const existing = hash === null ? undefined : await schemaWithHash(registry, hash)
  if (existing) return sameHash(existing, parts, given.type)
  const { features: _, index: __, slots: ___, dtype: ____, itype: _____, ...rest } = given
  const [schema] = (await constructRecords(registry, [{ ...rest, ...parts.fields, hash }])) as [Schema]
  if (!isNew(schema)) overwrite(schema, parts)
  assemble(schema, parts)
  return schema
}

/** Uids of new schemas: random but for the few that are the same everywhere. */
export async function fillSchemas(schemas: readonly RegistryRecord[]): Promise<void> {
  for (const schema of schemas) {
    if (fieldOf(schema, 'uid') !== undefined) continue
    const hash = fieldOf(schema, 'hash') as string | null | undefined
    setField(schema, 'uid', (hash ? wellKnownSchemaUid(hash) : undefined) ?? randomUid(16))
  }
}

function hashOfParts({ fields, members, optional, index, slots }: SchemaParts<Schema>): string {
  return schemaHash({
    ...fields,
    dtype: fields._dtypeStr,
    ...(index && { indexUid: uidOf(index) }),
    members: members.map((member) => ({ uid: uidOf(member), optional: optional.has(member) })),
    slots: new Map([...slots].map(([slot, component]) => [slot, component.hash])),
  }).hash
}

const uidOf = (record: RegistryRecord): string => String(fieldOf(record, 'uid'))

async function schemaWithHash(registry: BoundRegistry<Schema>, hash: string): Promise<Schema | undefined> {
  const rows = await registry.instance.queries
    .selectFrom(registry.meta.table)
    .selectAll()
    .where('hash', '=', hash)
    .where('branch_id', '!=', TRASH)
    .limit(2)
    .execute()
  if (rows.length > 1) throw new MultipleResultsFound(`More than one Schema has the hash '${hash}'.`)
  return rows[0] && hydrate(registry, rows[0])
}

/**
 * Name, description and type that were given replace the stored ones; what the hash covers is equal by definition, and
 * the otype stays.
 */
function sameHash(schema: Schema, parts: SchemaParts<Schema>, type: Schema | null | undefined): Schema {
  instanceOf(schema).logger.info(`returning schema with same hash: ${schema.toString()}`)
  for (const field of ['name', 'description'] as const) {
    const value = parts.fields[field]
    if (value !== null && value !== schema[field]) setField(schema, field, value)
  }
  if (type) setFields(schema, { type })
  setOptionals(schema, parts)
  schema._aux ??= {}
  if (parts.fields.orderedSet) schema.pending.members = parts.members
  return schema
}

/** The contents of a schema of the same name give way to those passed. */
function overwrite(schema: Schema, { fields, members }: SchemaParts<Schema>): void {
  for (const [field, value] of Object.entries(fields)) {
    if (field !== 'name' && field !== 'description') setField(schema, field, value)
  }
  if (members.length > 0) schema._aux = withoutDisplayOrder(schema._aux)
}

function assemble(schema: Schema, parts: SchemaParts<Schema>): void {
  const { members, index, slots } = parts
  setOptionals(schema, parts)
  schema._aux = withIndex(schema._aux ?? null, index && uidOf(index))
  if (members.length > 0) schema.pending.members = members
  if (slots.size > 0) schema.pending.slots = slots
}

function setOptionals(schema: Schema, { members, optional }: SchemaParts<Schema>): void {
  const uids = members.filter((member) => optional.has(member)).map(uidOf)
  schema._aux = withOptionals(schema._aux ?? null, uids)
}
