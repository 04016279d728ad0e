import { goldenFromApi } from '../api/golden-from-api.ts'
import type { Fields } from '../golden/fields.ts'
import { fillInputs } from '../golden/fill-inputs.ts'
import type { GoldenObject } from '../golden/golden-json.ts'
import { attributeOf, callOf } from '../python/protocol.ts'
import type { PythonValue } from '../python/python-object.ts'
import type { CaseKind, CaseScope, Outcome } from '../runner/case-kind.ts'
import { ApiRecord } from '../world/api-record.ts'
import type { ApiRegistry } from '../world/api-registry.ts'
import { worldKeywords } from '../world/golden-values.ts'
import type { LaminWorld } from '../world/lamin-world.ts'
import { withWorld } from '../world/with-world.ts'
import { ruleKind } from './rule-kind.ts'

/** A kind for cases that carry one `rule` and run on an instance with what they are given. */
export function worldKind(
  rule: string,
  call: (recorded: Fields, world: LaminWorld, scope: CaseScope) => Promise<Outcome>,
  more: Parameters<typeof ruleKind>[2] = {},
): CaseKind {
  const { inputs = ['in'] } = more
  const run = (recorded: Fields, scope: CaseScope): Promise<Outcome> =>
    withWorld(recorded, scope, (world) => call(fillInputs(recorded, inputs, scope.bindings), world, scope))
  return ruleKind(rule, run, more)
}

/** Constructs an unsaved record of a registry from fields of golden data. */
export async function construct(registry: string, fields: Fields, world: LaminWorld): Promise<ApiRecord> {
  const keywords = await worldKeywords(fields, world)
  const named = world.named(registry) as ApiRegistry
  return (await named.call({ positional: [], keywords })) as ApiRecord
}

/** Calls a method of Python's name without arguments. */
export async function callMethod(
  on: PythonValue,
  name: string,
  ...positional: PythonValue[]
): Promise<PythonValue> {
  return callOf(await attributeOf(on, name), { positional, keywords: new Map() })
}

/** The row of a saved record, raw as SQLite stores it. */
export async function rawRow(record: PythonValue, world: LaminWorld): Promise<GoldenObject> {
  if (!(record instanceof ApiRecord)) throw new TypeError('a record is needed')
  const { meta } = record.apiValue.constructor as unknown as { meta: { table: string } }
  return rowById(meta.table, record.apiValue.id, world)
}

/** A row of a table by its id, raw. */
export async function rowById(table: string, id: number, world: LaminWorld): Promise<GoldenObject> {
  const row = await world.instance.db.queries
    .selectFrom(table)
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return goldenFromApi(row) as GoldenObject
}

/** The columns of a row that a recorded one names. */
export function columnsOf(row: GoldenObject, recorded: Fields | undefined): GoldenObject {
  return Object.fromEntries((recorded?.names() ?? []).map((name) => [name, row[name] ?? null]))
}
