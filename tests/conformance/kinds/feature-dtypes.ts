import { inferDtype, parseDtype, type DtypeComponent, type InferenceValues } from '@lamindb/core/identity'
import {
  dtypeText,
  type DtypeArgument,
} from '../../../packages/core/src/registries/feature/dtype-argument.ts'
import { typeOfDtype } from '../../../packages/core/src/registries/feature/dtype-types.ts'
import { inferenceValues } from '../../../packages/core/src/registries/feature/inference-values.ts'
import {
  dtypeRegistries,
  type InstanceDtypeRegistry,
} from '../../../packages/core/src/registries/feature/instance-dtypes.ts'
import { apiFromPython } from '../api/api-from-python.ts'
import { goldenFromApi } from '../api/golden-from-api.ts'
import { goldenFromPython } from '../api/golden-from-python.ts'
import type { Fields } from '../golden/fields.ts'
import type { GoldenJson } from '../golden/golden-json.ts'
import { pythonEquals } from '../python/equality.ts'
import { attributeOf } from '../python/protocol.ts'
import type { PythonValue } from '../python/python-object.ts'
import { PythonPath } from '../python/python-path.ts'
import { PythonSession } from '../python/run-python.ts'
import type { CaseKind, Outcome } from '../runner/case-kind.ts'
import { ApiRecord } from '../world/api-record.ts'
import type { LaminWorld } from '../world/lamin-world.ts'
import { columnsOf, rawRow, worldKind } from './world-kind.ts'

const INPUTS = { inputs: ['in', 'py', 'target'] }

/** Cases on dtypes that name rows and registries of an instance. */
export const FEATURE_DTYPE_KINDS: readonly CaseKind[] = [
  worldKind('parse_dtype(text)', async (recorded, world) => ({
    out: componentsOf(recorded.text('in'), world).map(goldenComponent),
  })),
  worldKind('parse_dtype(text, check_exists=True)', async (recorded, world) => {
    const components = componentsOf(recorded.text('in'), world)
    for (const { registry, typeUid, isList } of components) {
      const { meta } = registry as InstanceDtypeRegistry
      // The reference does not look at the types of lists.
      if (typeUid !== undefined && !isList) await typeOfDtype(world.instance.db, meta, typeUid)
    }
    return { out: components.map(goldenComponent) }
  }),
  worldKind(
    'dtype object to stored string',
    async (recorded, world) => ({ out: dtypeText(dtypeArgument(await evaluate(recorded, world))) }),
    INPUTS,
  ),
  worldKind('Feature(name, …).save()', savedFeature, INPUTS),
  worldKind("constructor when a float feature 'exists' is stored", constructedAgain, INPUTS),
  worldKind('dtype and converted value inferred from a value, with a target dtype or none', inferred, INPUTS),
]

function evaluate(recorded: Fields, world: LaminWorld): Promise<PythonValue> {
  return new PythonSession(world).run(recorded.text('py'))
}

function componentsOf(text: string, world: LaminWorld): DtypeComponent[] {
  return parseDtype(text, dtypeRegistries(world.instance.db))
}

function goldenComponent({ registry, field, typeUid, filters, isList }: DtypeComponent): GoldenJson {
  return {
    registry: registry.name,
    registry_str: registry.name,
    filter_str: filters,
    field_str: field,
    field: `${registry.name}.${field}`,
    ...(typeUid === undefined ? {} : { type_uid: typeUid }),
    ...(isList ? { list: true } : {}),
  }
}

/** The API takes a text for a dtype that is written already; here a text stands for an object that is none. */
function dtypeArgument(value: PythonValue): DtypeArgument {
  const isText = typeof value === 'string'
  // oxlint-disable-next-line unicorn/new-for-builtins, no-new-wrappers -- an object, not a text
  return (isText ? new String(value) : apiFromPython(value)) as DtypeArgument
}

async function savedFeature(recorded: Fields, world: LaminWorld): Promise<Outcome> {
  const feature = await evaluate(recorded, world)
  const row = await rawRow(feature, world)
  return {
    stored: row['_dtype_str'],
    dtype_as_str: goldenFromPython(await attributeOf(feature, 'dtype_as_str')),
    row: columnsOf(row, recorded.optionalFields('row')),
  }
}

async function constructedAgain(recorded: Fields, world: LaminWorld): Promise<Outcome> {
  const feature = await evaluate(recorded, world)
  const existing = [...world.names().values()].find(
    (value) => value instanceof ApiRecord && value.typeName === 'Feature',
  )
  return {
    same_row: existing !== undefined && pythonEquals(feature, existing),
    dtype: goldenFromPython(await attributeOf(feature, 'dtype_as_str')),
  }
}

const VALUES: InferenceValues = {
  ...inferenceValues,
  pathOf: (value) => (value instanceof PythonPath ? value.path : inferenceValues.pathOf(value)),
}

async function inferred(recorded: Fields, world: LaminWorld): Promise<Outcome> {
  const value = await evaluate(recorded, world)
  const given = value instanceof PythonPath ? value : apiFromPython(value)
  const found = inferDtype(given, recorded.optionalText('target'), VALUES)
  return { out: goldenFromApi(found, (object) => givenName(object, world)) }
}

/** `{"$given": name}` for a record that a case is given. */
function givenName(object: object, world: LaminWorld): GoldenJson | undefined {
  for (const [name, value] of world.names()) {
    if (value instanceof ApiRecord && value.apiValue === object) return { $given: name }
  }
  return undefined
}
