import { goldenFromPython } from '../../api/golden-from-python.ts'
import { Fields } from '../../golden/fields.ts'
import { isGoldenList, isGoldenObject, type GoldenJson } from '../../golden/golden-json.ts'
import { attributeOf, callOf, elementsOf } from '../../python/protocol.ts'
import { PythonDict } from '../../python/python-dict.ts'
import type { PythonValue } from '../../python/python-object.ts'
import { pythonText } from '../../python/python-repr.ts'
import type { LaminWorld } from '../../world/lamin-world.ts'
import { ArrowFrame } from '../../world/python-table.ts'
import { callMethod } from '../world-kind.ts'

/** One thing that a view shows, and how it is read. */
export interface InstanceView {
  readonly id: string
  readonly recorded: GoldenJson
  readonly read: () => Promise<GoldenJson>
}

type Reader = (record: PythonValue) => Promise<GoldenJson>

/** Relations of artifacts that count as labels. */
const LABELS =
  'ulabels records projects references users cell_types genes tissues diseases organisms compounds'.split(' ')

const value =
  (name: string): Reader =>
  async (record) =>
    goldenFromPython(await attributeOf(record, name))
const uids =
  (name: string): Reader =>
  async (record) =>
    uidsOf(await attributeOf(record, name))
const byId =
  (name: string): Reader =>
  async (record) =>
    uidsOf(await callMethod(await attributeOf(record, name), 'order_by', 'id'))

/** How the fields of a view are read from a record. */
const READERS: Readonly<
  Record<string, { readonly registry: string; readonly fields: Readonly<Record<string, Reader>> }>
> = {
  artifacts: {
    registry: 'Artifact',
    fields: {
      key: value('key'),
      version: value('version'),
      path: value('path'),
      versions: uids('versions'),
      features: featureValues,
      external_features: async (record) => featureValues(record, ['external_only', true]),
      slots: async (record) => slotUids(await attributeOf(await attributeOf(record, 'features'), 'slots')),
      labels: labelUids,
      input_of_runs: uids('input_of_runs'),
      recreating_runs: uids('recreating_runs'),
      readme: readmeOf,
      describe: async (record) => goldenFromPython(await callMethod(record, 'describe')),
    },
  },
  runs: {
    registry: 'Run',
    fields: {
      status: value('status'),
      params: value('params'),
      features: featureValues,
      inputs: byId('input_artifacts'),
      outputs: byId('output_artifacts'),
      recreated: byId('recreated_artifacts'),
      input_collections: byId('input_collections'),
      output_collections: byId('output_collections'),
    },
  },
  records: {
    registry: 'Record',
    fields: {
      name: value('name'),
      type: async (record) => uidOf(await attributeOf(record, 'type')),
      features: featureValues,
      parents: uids('parents'),
      query_types: async (record) => uidsOf(await callMethod(record, 'query_types')),
      notes: value('notes'),
    },
  },
  schemas: {
    registry: 'Schema',
    fields: {
      members: uids('members'),
      // Recorded with one entry for each schema that has the feature.
      optionals: async (record) => ({
        $set: await uidsOf(await callMethod(await attributeOf(record, 'optionals'), 'get')),
      }),
      index: async (record) => uidOf(await attributeOf(record, 'index')),
      slots: async (record) => slotUids(await attributeOf(record, 'slots')),
    },
  },
  collections: {
    registry: 'Collection',
    fields: { key: value('key'), artifacts: uids('ordered_artifacts'), version: value('version') },
  },
  features: {
    registry: 'Feature',
    fields: { name: value('name'), dtype: value('dtype'), dtype_as_str: value('dtype_as_str') },
  },
}

/** Everything that the views of an instance show. */
export function* instanceViews(views: Fields, world: LaminWorld): Iterable<InstanceView> {
  for (const [registry, recorded] of entries(views, 'default_filter')) {
    const read = async (): Promise<GoldenJson> => {
      const all = await callMethod(world.named(registry), 'filter')
      return uidsOf(await callMethod(all, 'order_by', 'id'))
    }
    yield { id: `default_filter ${registry}`, recorded, read }
  }
  for (const [registry, recorded] of entries(views, 'to_dataframe_columns')) {
    yield { id: `to_dataframe_columns ${registry}`, recorded, read: () => columnsOf(registry, world) }
  }
  for (const [view, { registry, fields }] of Object.entries(READERS)) {
    for (const [uid, row] of entries(views, view)) {
      for (const [field, recorded] of Object.entries(isGoldenObject(row) ? row : {})) {
        const reader = fields[field]
        const read = async (): Promise<GoldenJson> => {
          if (!reader) throw new TypeError(`nothing reads '${field}'`)
          return reader(await callMethod(world.named(registry), 'get', uid))
        }
        yield { id: `${view} ${uid} ${field}`, recorded: comparable(field, recorded), read }
      }
    }
  }
}

function entries(views: Fields, name: string): [string, GoldenJson][] {
  return Object.entries(views.optionalFields(name)?.object ?? {})
}

function comparable(field: string, recorded: GoldenJson): GoldenJson {
  return field === 'optionals' && Array.isArray(recorded)
    ? { $set: [...new Set(recorded as GoldenJson[])] }
    : recorded
}

async function uidsOf(records: PythonValue): Promise<GoldenJson[]> {
  const found: GoldenJson[] = []
  for (const record of await elementsOf(records)) found.push(await uidOf(record))
  return found
}

async function uidOf(record: PythonValue): Promise<GoldenJson> {
  return record === null ? null : goldenFromPython(await attributeOf(record, 'uid'))
}

/** The content of the latest readme. */
async function readmeOf(record: PythonValue): Promise<GoldenJson> {
  const filter = await attributeOf(await attributeOf(record, 'ablocks'), 'filter')
  const keywords = new Map<string, PythonValue>([
    ['kind', 'readme'],
    ['is_latest', true],
  ])
  const readme = await callMethod(await callOf(filter, { positional: [], keywords }), 'first')
  return readme === null ? null : goldenFromPython(await attributeOf(readme, 'content'))
}

async function featureValues(record: PythonValue, ...keywords: [string, PythonValue][]): Promise<GoldenJson> {
  const getValues = await attributeOf(await attributeOf(record, 'features'), 'get_values')
  return withIsoDates(
    goldenFromPython(await callOf(getValues, { positional: [], keywords: new Map(keywords) })),
  )
}

/** Views have dates as texts. */
function withIsoDates(value: GoldenJson): GoldenJson {
  if (!isGoldenObject(value)) return isGoldenList(value) ? value.map(withIsoDates) : value
  const { $date: date, $datetime: moment } = value
  if (date !== undefined || moment !== undefined) return date ?? moment ?? null
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withIsoDates(item)]))
}

async function slotUids(slots: PythonValue): Promise<GoldenJson> {
  const found: Record<string, GoldenJson> = {}
  for (const [slot, schema] of slots instanceof PythonDict ? slots.entries() : []) {
    found[pythonText(slot)] = await uidOf(schema)
  }
  return found
}

async function labelUids(record: PythonValue): Promise<GoldenJson> {
  const labels: Record<string, GoldenJson> = {}
  for (const name of LABELS) {
    const found = new Set(await uidsOf(await attributeOf(record, name)))
    if (found.size > 0) labels[name] = [...found].map(String).toSorted()
  }
  return labels
}

async function columnsOf(registry: string, world: LaminWorld): Promise<GoldenJson> {
  const all = await callMethod(world.named(registry), 'filter')
  const table = await callMethod(all, 'to_dataframe')
  if (!(table instanceof ArrowFrame)) return null
  const names = table.columns().map(({ name }) => pythonText(name))
  return table.indexName === null ? names : [table.indexName, ...names]
}
