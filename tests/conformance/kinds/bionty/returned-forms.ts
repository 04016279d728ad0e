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
    return values
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

/** What a form describes, with the synonyms of a record as a set: Python writes them in the order of one. */
export function unorderedSynonyms(form: GoldenJson, value: GoldenJson): GoldenJson {
  if (isGoldenList(form) && isGoldenList(value))
    return value.map((item, index) => unorderedSynonyms(form[index] ?? null, item))
  if (!isGoldenObject(form) || typeof value !== 'string') return value
  const path = form['get']
  return isGoldenList(path ?? null) && (path as readonly GoldenJson[]).at(-1) === 'synonyms'
    ? { $set: value.split('|') }
    : value
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

async function rowsOf(fields: Fields, world: LaminWorld): Promise<GoldenJson> {
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
