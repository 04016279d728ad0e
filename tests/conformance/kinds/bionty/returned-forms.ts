import { goldenFromPython } from '../../api/golden-from-python.ts'
import type { CallSession } from '../../calls/call-session.ts'
import { canonicalHash, compareCodePoints } from '../../golden/canonical-rows.ts'
import { Fields } from '../../golden/fields.ts'
import { isGoldenList, isGoldenObject, type GoldenJson } from '../../golden/golden-json.ts'
import type { PythonObject, PythonValue } from '../../python/python-object.ts'
import { ApiTermLookup } from '../../world/api-public-table.ts'
import { ApiRecord } from '../../world/api-record.ts'
import { ApiTerm } from '../../world/api-term.ts'
import type { LaminWorld } from '../../world/lamin-world.ts'
import { registryEdges, registryRows } from './registry-rows.ts'

/** What `returns` of a recorded case describes, after its steps have run. */
export async function returnedForm(
  form: GoldenJson,
  session: CallSession,
  world: LaminWorld,
): Promise<GoldenJson> {
  if (isGoldenList(form)) {
    const values: GoldenJson[] = []
    for (const item of form) values.push(await returnedForm(item, session, world))
    const [columns] = form
    return form.length === 1 && isGoldenList(columns) && columns.every(isEach)
      ? rowsOfColumns(values)
      : values
  }
  if (!isGoldenObject(form)) return goldenFromPython(await session.evaluate(form))
  const fields = new Fields(form)
  if (fields.has('state_of')) return stateOf(fields.text('state_of'), world)
  if (fields.has('rows_of')) return rowsOf(fields, world)
  if (fields.has('keys')) return lookupKeys(session.result(fields.integer('step')), fields.fields('keys'))
  if (isForm(fields)) return goldenFromPython(await session.evaluate(form), readObject)
  const entries: [string, GoldenJson][] = []
  for (const [name, item] of Object.entries(form))
    entries.push([name, await returnedForm(item, session, world)])
  return Object.fromEntries(entries)
}

/**
 * What a form describes, with the order left out that nothing defines: of the values of each record of a list, and of the
 * synonyms of a record, which Python writes in the order of a set.
 */
export function withoutOrder(form: GoldenJson, value: GoldenJson): GoldenJson {
  if (isGoldenList(form) && isGoldenList(value))
    return value.map((item, index) => withoutOrder(form[index] ?? null, item))
  if (!isGoldenObject(form)) return value
  if (isEach(form)) return isGoldenList(value) ? { $set: value } : value
  const path = form['get'] ?? null
  if (isGoldenList(path) && path.at(-1) === 'synonyms' && typeof value === 'string')
    return { $set: value.split('|') }
  if (isForm(new Fields(form)) || !isGoldenObject(value)) return value
  const entries = Object.entries(value).map(
    ([name, item]) => [name, withoutOrder(form[name] ?? null, item)] as const,
  )
  return Object.fromEntries(entries)
}

const isEach = (form: GoldenJson): boolean => isGoldenObject(form) && form['each'] === true

/** `[[form, form]]` with values of each element stands for rows. */
function rowsOfColumns([columns]: readonly GoldenJson[]): GoldenJson {
  const lists = isGoldenList(columns) ? columns.filter(isGoldenList) : []
  return (lists[0] ?? []).map((_, index) => lists.map((list) => list[index] ?? null))
}

const isForm = (fields: Fields): boolean =>
  ['step', 'length', 'class_name', 'not_null', 'repr', 'record', 'source', 'public'].some((name) =>
    fields.has(name),
  )

/** Records by what they are called, terms by their columns with sorted lists. */
export function readObject(value: PythonObject): GoldenJson | undefined {
  if (value instanceof ApiRecord) return value.repr()
  if (!(value instanceof ApiTerm)) return undefined
  const entries = value
    .entries()
    .map(([name, item]): [string, GoldenJson] => [name, sorted(goldenFromPython(item))])
  return Object.fromEntries(entries)
}

function sorted(value: GoldenJson): GoldenJson {
  return isGoldenList(value) ? value.map(String).toSorted(compareCodePoints) : value
}

/** Rows `[ontology_id, name, version of the source, branch_id]`, edges, and which sources are in the database. */
async function stateOf(registry: string, world: LaminWorld): Promise<GoldenJson> {
  const { db } = world.instance
  const hasParents = db.registryNamed(registry).meta.relations.has('parents')
  const rows = await registryRows(db, registry, ['ontology_id', 'name', 'source__version', 'branch_id'])
  const sources = await db.queries
    .selectFrom('bionty_source')
    .select(['name', 'version', 'in_db'])
    .where('entity', '=', registry)
    .execute()
  return {
    rows: { $set: rows.map((row) => [...row]) },
    edges: hasParents ? await registryEdges(db, registry) : null,
    in_db: {
      $set: sources.map((row) => [String(row['name']), String(row['version']), Boolean(row['in_db'])]),
    },
  }
}

/** A recorded state in the form of `state_of`. */
export function recordedState(state: GoldenJson): GoldenJson {
  if (!isGoldenObject(state)) return state
  const { rows = [], in_db: inDb = [], ...rest } = state
  return { ...rest, rows: { $set: rows }, in_db: { $set: inDb } }
}

/** Rows with the columns that a form names; without columns the case itself says what they are. */
async function rowsOf(fields: Fields, world: LaminWorld): Promise<GoldenJson> {
  if (!fields.has('columns')) return null
  const registry = fields.text('rows_of')
  const rows = await registryRows(world.instance.db, registry, fields.texts('columns'))
  return rows.map((row) => [...row])
}

function lookupKeys(lookup: PythonValue, wanted: Fields): GoldenJson {
  if (!(lookup instanceof ApiTermLookup)) return null
  const keys = lookup.entries().map(([key]) => key)
  const first = Number(wanted.value('first') ?? 0n)
  const shown: Readonly<Record<string, GoldenJson>> = {
    n: BigInt(keys.length),
    first: keys.slice(0, first),
    'with prefix': keys.filter((key) => key.startsWith('bt_')).slice(0, 20),
    keyword: keys.filter((key) => key.endsWith('_')).slice(0, 20),
    long: keys.toSorted((a, b) => a.length - b.length).slice(-3),
    sha256: canonicalHash(keys.map((key) => [key])),
  }
  return Object.fromEntries(wanted.names().map((name) => [name, shown[name] ?? null]))
}
