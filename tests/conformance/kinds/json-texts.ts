import { goldenFromPython } from '../api/golden-from-python.ts'
import { pythonFromGolden } from '../api/python-from-golden.ts'
import type { Fields } from '../golden/fields.ts'
import type { GoldenJson } from '../golden/golden-json.ts'
import { attributeOf } from '../python/protocol.ts'
import { PythonDict } from '../python/python-dict.ts'
import type { PythonValue } from '../python/python-object.ts'
import { PythonSession } from '../python/run-python.ts'
import type { CaseKind, Outcome } from '../runner/case-kind.ts'
import { ApiRecord } from '../world/api-record.ts'
import type { ApiRegistry } from '../world/api-registry.ts'
import { worldKeywords, worldValue } from '../world/golden-values.ts'
import type { LaminWorld } from '../world/lamin-world.ts'
import { callMethod, rawRow, worldKind } from './world-kind.ts'

const INPUTS = { inputs: ['json', 'int', 'in', 'py'] }

/** Cases on the texts of JSON columns. */
export const JSON_TEXT_KINDS: readonly CaseKind[] = [
  storedKind('text stored in jsonvalue.value', 'value', (value) => ({
    registry: 'JsonValue',
    keywords: { value, hash: 'h' },
  })),
  storedKind('text stored in run.params as {"v": value}', 'params', (value, world) => ({
    registry: 'Run',
    keywords: { transform: world.resolve('transform') ?? null, params: new PythonDict([['v', value]]) },
  })),
  storedKind('text stored in feature.default_value', 'default_value', (value) => ({
    registry: 'Feature',
    keywords: { name: 'default', dtype: 'str', default_value: value },
  })),
  storedKind('text stored in record.extra_data as {"v": value}', 'extra_data', (value) => ({
    registry: 'Record',
    keywords: {},
    assigned: { extra_data: new PythonDict([['v', value]]) },
  })),
  worldKind(
    'JsonValue row after artifact.features.add_values({name of the feature: value})',
    afterAddValues,
    INPUTS,
  ),
  worldKind('hashes of the rows found by JsonValue.objects.filter(…), by id', found, INPUTS),
  worldKind('_aux of the row that the last line of `py` returns', auxOfResult, INPUTS),
  worldKind('JsonValue.get_or_create(feature, value)', getOrCreate, INPUTS),
]

/** A record to make, and what is assigned to it before it is saved. */
interface Making {
  readonly registry: string
  readonly keywords: Readonly<Record<string, PythonValue>>
  readonly assigned?: Readonly<Record<string, PythonValue>>
}

function storedKind(
  rule: string,
  column: string,
  making: (value: PythonValue, world: LaminWorld) => Making,
): CaseKind {
  return worldKind(
    rule,
    async (recorded, world) => {
      const made = making(pythonFromGolden(recorded.required('json')), world)
      const registry = world.named(made.registry) as ApiRegistry
      const keywords = new Map(Object.entries(made.keywords))
      const record = (await registry.call({ positional: [], keywords })) as ApiRecord
      for (const [name, value] of Object.entries(made.assigned ?? {})) record.setAttribute(name, value)
      await callMethod(record, 'save')
      const fresh = await callMethod(registry, 'get', BigInt(record.apiValue.id))
      return {
        ...stored((await rawRow(record, world))[column]),
        read_back: goldenFromPython(await attributeOf(fresh, column)),
      }
    },
    INPUTS,
  )
}

function stored(value: GoldenJson | undefined): Outcome {
  return {
    text: value ?? null,
    sqlite_type:
      value === null || value === undefined ? 'null' : typeof value === 'string' ? 'text' : 'integer',
  }
}

async function afterAddValues(recorded: Fields, world: LaminWorld): Promise<Outcome> {
  const input = recorded.fields('in')
  const feature = await worldValue(input.required('feature'), world)
  const path = await world.writeFile('a.txt', 'a')
  const registry = world.named('Artifact') as ApiRegistry
  const keywords = new Map<string, PythonValue>([
    ['key', 'a.txt'],
    ['run', false],
  ])
  const artifact = await callMethod(await registry.call({ positional: [path], keywords }), 'save')
  const features = await attributeOf(artifact, 'features')
  const values = new PythonDict([
    [await attributeOf(feature, 'name'), await worldValue(input.required('value'), world)],
  ])
  await callMethod(features, 'add_values', values)
  const linked = await world.instance.db.queries
    .selectFrom('lamindb_jsonvalue')
    .innerJoin('lamindb_artifactjsonvalue', 'lamindb_artifactjsonvalue.jsonvalue_id', 'lamindb_jsonvalue.id')
    .select(['lamindb_jsonvalue.value', 'lamindb_jsonvalue.hash'])
    .executeTakeFirst()
  return {
    text: goldenText(linked?.['value']),
    hash: goldenText(linked?.['hash']),
    get_values: goldenFromPython(await callMethod(features, 'get_values')),
  }
}

const goldenText = (value: unknown): GoldenJson => (typeof value === 'string' ? value : null)

async function found(recorded: Fields, world: LaminWorld): Promise<Outcome> {
  const lookups = await worldKeywords(recorded.fields('in'), world)
  const manager = await attributeOf(world.named('JsonValue'), 'objects')
  const filter = await attributeOf(manager, 'filter')
  const rows = await (filter as { call(args: object): Promise<PythonValue> | PythonValue }).call({
    positional: [],
    keywords: lookups,
  })
  return {
    out: goldenFromPython(await callMethod(await callMethod(rows, 'order_by', 'id'), 'to_list', 'hash')),
  }
}

async function auxOfResult(recorded: Fields, world: LaminWorld): Promise<Outcome> {
  const result = await new PythonSession(world).run(recorded.texts('py'))
  return stored((await rawRow(result, world))['_aux'])
}

async function getOrCreate(recorded: Fields, world: LaminWorld): Promise<Outcome> {
  const input = recorded.fields('in')
  const feature = await worldValue(input.required('feature'), world)
  const value = await worldValue(input.required('value'), world)
  const made = await callMethod(world.named('JsonValue'), 'get_or_create', feature, value)
  const row = await rawRow(made, world)
  return { hash: row['hash'], text: row['value'] }
}
