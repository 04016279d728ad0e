import type { DatabaseTransaction, Queries } from '../../database/database.ts'
import { defaultsOf } from '../../registry/defaults.ts'
import { hydrate } from '../../registry/hydrate.ts'
import { insertRows } from '../../registry/insert-rows.ts'
import { instanceOf, registryOf } from '../../registry/record-state.ts'
import type { Schema } from '../schema.ts'

/** The slot for values of features that are not in the dataset itself. */
export const EXTERNAL_SLOT = '__external__'

/** The schemas of the parts of a dataset by slot, in the order in which they were linked. */
export async function readSlots(schema: Schema, queries: Queries): Promise<Map<string, Schema>> {
  const rows = await queries
    .selectFrom('lamindb_schemacomponent as link')
    .innerJoin('lamindb_schema as component', 'component.id', 'link.component_id')
    .where('link.composite_id', '=', schema.id)
    .orderBy('link.id')
    .selectAll('component')
    .select('link.slot as link_slot')
    .execute()
  const registry = registryOf(schema)
  return new Map(rows.map(({ link_slot, ...row }) => [String(link_slot), hydrate(registry, row)]))
}

/** Links the components that are new or other ones than before; a slot that is not named stays. */
export async function linkSlots(
  schema: Schema,
  slots: ReadonlyMap<string, Schema>,
  trx: DatabaseTransaction,
): Promise<void> {
  const meta = instanceOf(schema).registryNamed('SchemaComponent').meta
  const existing = await trx
    .selectFrom(meta.table)
    .select(['id', 'slot', 'component_id'])
    .where('composite_id', '=', schema.id)
    .execute()
  const bySlot = new Map(existing.map((row) => [row['slot'], row]))
  const missing = [...slots].filter(([slot]) => !bySlot.has(slot))
  for (const [slot, component] of slots) {
    const row = bySlot.get(slot)
    if (!row || Number(row['component_id']) === component.id) continue
    await trx
      .updateTable(meta.table)
      .set({ component_id: component.id })
      .where('id', '=', row['id'])
      .execute()
  }
  const defaults = defaultsOf(meta)
  await insertRows(
    trx,
    meta,
    missing.map(([slot, component]) => ({
      ...defaults,
      composite_id: schema.id,
      component_id: component.id,
      slot,
    })),
  )
}
