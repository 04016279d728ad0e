import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Database } from '../database/database.ts'
import { openDatabase } from '../database/open-database.ts'
import { freshDatabaseUrl } from '../database/test-databases.ts'
import { Timestamp } from '../identity/timestamp.ts'
import { coreMigrations } from './core-migrations.ts'
import { deployMigrations } from './deploy-migrations.ts'
import { seedCoreRows } from './seed-core-rows.ts'

const registries = ['feature', 'project', 'record', 'reference', 'schema', 'ulabel'] as const
type Registry = (typeof registries)[number]

/** Columns without a default in the database. */
const required: Record<Registry, Record<string, unknown>> = {
  feature: { _dtype_str: 'str', array_rank: 0, array_size: 0 },
  project: {},
  record: {},
  reference: {},
  schema: { minimal_set: true, ordered_set: false, maximal_set: false },
  ulabel: {},
}

let database: Database
let uids = 0

beforeAll(async () => {
  database = await openDatabase({ url: await freshDatabaseUrl('postgresql') })
  await deployMigrations(database, [coreMigrations])
  await database.transaction((trx) =>
    seedCoreRows(trx, {
      user: { uid: '00000000', handle: 'anonymous', name: null },
      storage: { uid: 'aaaaaaaaaaaa', root: '/data', type: 'local', region: null, instanceUid: null },
      clock: { now: () => Timestamp.of('2026-01-02T03:04:05Z') },
    }),
  )
  await database.kysely.insertInto('lamindb_space').values({ uid: 'secondspace1', name: 'second' }).execute()
})

afterAll(() => database[Symbol.asyncDispose]())

async function insert(registry: Registry, values: Record<string, unknown>): Promise<number> {
  uids++
  const row = {
    uid: `u${uids}`,
    name: `name ${uids}`,
    created_by_id: 1,
    _aux: null,
    ...required[registry],
    ...values,
  }
  const made = await database.kysely
    .insertInto(`lamindb_${registry}`)
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  return made['id'] as number
}

async function update(registry: Registry, id: number, values: Record<string, unknown>): Promise<void> {
  await database.kysely.updateTable(`lamindb_${registry}`).set(values).where('id', '=', id).execute()
}

async function featureRow(id: number): Promise<Record<string, unknown>> {
  const columns = ['name', 'synonyms', '_aux']
  return database.kysely
    .selectFrom('lamindb_feature')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

describe.each(registries)('the type of a %s on Postgres', (registry) => {
  it('must be a type', async () => {
    const plain = await insert(registry, {})
    const type = await insert(registry, { is_type: true })
    await expect(insert(registry, { type_id: plain })).rejects.toMatchObject({
      code: '23514',
      constraint: `${registry}_type_is_valid_fk`,
    })
    await expect(insert(registry, { type_id: type })).resolves.toBeGreaterThan(type)
  })

  it('must not be the row itself or one below it', async () => {
    const [top, middle, bottom] = [
      await insert(registry, { is_type: true }),
      await insert(registry, { is_type: true }),
      await insert(registry, { is_type: true }),
    ]
    await update(registry, middle, { type_id: top })
    await update(registry, bottom, { type_id: middle })
    await expect(update(registry, top, { type_id: top })).rejects.toMatchObject({
      code: 'P0001',
      message: `Cannot set type: ${registry} cannot be its own type`,
    })
    await expect(update(registry, top, { type_id: bottom })).rejects.toMatchObject({
      code: 'P0001',
      message: 'Cannot set type: would create a cycle',
    })
    await update(registry, bottom, { type_id: top })
    await update(registry, top, { type_id: null })
  })

  it('may keep its rows to its own space, or to a space given by uid', async () => {
    const policy = registry === 'record' ? 'locked' : 'single-space'
    const refusal = {
      code: 'P0001',
      message: `Cannot set type: ${registry} space must match ${policy} type space`,
    }
    const own = await insert(registry, { is_type: true, _aux: '{"ss": 1}' })
    await expect(insert(registry, { type_id: own, space_id: 2 })).rejects.toMatchObject(refusal)
    const child = await insert(registry, { type_id: own, space_id: 1 })
    await expect(update(registry, child, { space_id: 2 })).rejects.toMatchObject(refusal)
    const given = await insert(registry, { is_type: true, _aux: '{"ss": "secondspace1"}' })
    await expect(insert(registry, { type_id: given, space_id: 1 })).rejects.toMatchObject(refusal)
    await insert(registry, { type_id: given, space_id: 2 })
    const free = await insert(registry, { is_type: true, _aux: '{"ei": "x"}' })
    await insert(registry, { type_id: free, space_id: 2 })
  })

  it('is refused for its space before anything else', async () => {
    const type = await insert(registry, { is_type: true, _aux: '{"ss": "secondspace1"}' })
    await expect(update(registry, type, { type_id: type })).rejects.toThrow(/space must match/)
  })
})

describe('a record that is a type itself', () => {
  it('takes no type with a schema, which other records may take', async () => {
    const schema = await insert('schema', {})
    const sheet = await insert('record', { is_type: true, schema_id: schema })
    await expect(insert('record', { type_id: sheet, is_type: true })).rejects.toMatchObject({ code: '23514' })
    await insert('record', { type_id: sheet })
  })
})

describe('renaming a feature on Postgres', () => {
  it('keeps the old name as a synonym and with the time of the change', async () => {
    const id = await insert('feature', { name: 'temp' })
    await update('feature', id, { name: 'temperature' })
    const row = await featureRow(id)
    expect(row).toMatchObject({ name: 'temperature', synonyms: 'temp' })
    const { renamed } = JSON.parse(row['_aux'] as string) as { renamed: Record<string, string> }
    expect(Object.values(renamed)).toEqual(['temp'])
    expect(Object.keys(renamed)[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  })

  it('adds to synonyms, unless they contain the name', async () => {
    const id = await insert('feature', { name: 'mass', synonyms: 'weight|body mass' })
    await update('feature', id, { name: 'kg' })
    expect(await featureRow(id)).toMatchObject({ synonyms: 'weight|body mass' })
    await update('feature', id, { name: 'kilogram' })
    expect(await featureRow(id)).toMatchObject({ synonyms: 'weight|body mass|kg' })
    const empty = await insert('feature', { name: 'a', synonyms: '' })
    await update('feature', empty, { name: 'b' })
    expect(await featureRow(empty)).toMatchObject({ synonyms: 'a' })
  })

  it('keeps what else stands in _aux, the earlier names included, and makes an object of a JSON null', async () => {
    const aux = '{"sf": "name", "renamed": {"2025-01-01T00:00:00Z": "first"}}'
    const id = await insert('feature', { name: 'second', _aux: aux })
    await update('feature', id, { name: 'third' })
    expect(JSON.parse((await featureRow(id))['_aux'] as string)).toMatchObject({
      sf: 'name',
      renamed: { '2025-01-01T00:00:00Z': 'first' },
    })
    const empty = await insert('feature', { name: 'x', _aux: 'null' })
    await update('feature', empty, { name: 'y' })
    expect(JSON.parse((await featureRow(empty))['_aux'] as string)).toEqual({
      renamed: expect.anything() as unknown,
    })
  })

  it('leaves a feature alone whose name stays', async () => {
    const id = await insert('feature', { name: 'same' })
    await update('feature', id, { name: 'same', description: 'changed' })
    expect(await featureRow(id)).toEqual({ name: 'same', synonyms: null, _aux: null })
  })
})

describe('the triggers', () => {
  it('rest while the session names them in pgtrigger.ignore', async () => {
    const id = await insert('feature', { name: 'old' })
    await database.transaction(async (trx) => {
      await sql`select set_config('pgtrigger.ignore', '{other,pgtrigger_update_feature_on_name_change_6c32d}', true)`.execute(
        trx,
      )
      await trx.updateTable('lamindb_feature').set({ name: 'new' }).where('id', '=', id).execute()
    })
    expect(await featureRow(id)).toEqual({ name: 'new', synonyms: null, _aux: null })
  })
})
