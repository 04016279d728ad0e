import { dirname, join } from 'node:path'
import { DataType } from 'apache-arrow'
import { goldenFromPython } from '../api/golden-from-python.ts'
import { compareGolden } from '../golden/compare.ts'
import { Fields } from '../golden/fields.ts'
import { readGoldenFile, type GoldenFile } from '../golden/golden-file.ts'
import {
  isGoldenList,
  isGoldenObject,
  parseGoldenJson,
  type GoldenJson,
  type GoldenObject,
} from '../golden/golden-json.ts'
import { pythonText } from '../python/python-repr.ts'
import type { PythonValue } from '../python/python-object.ts'
import { PythonSession } from '../python/run-python.ts'
import type { CaseKind, CaseScope, Outcome } from '../runner/case-kind.ts'
import type { RunContext } from '../runner/run-context.ts'
import { InstanceState } from '../world/instance-state.ts'
import { LaminWorld } from '../world/lamin-world.ts'
import { ArrowColumn, ArrowFrame } from '../world/python-table.ts'

/** Folder of the instance that cases are about, from where their file lies. */
const INSTANCE = join('..', 'instances', 'mini')

/** Texts, graphs and data frames that describe an instance which the reference wrote. */
export const DESCRIPTION_KIND: CaseKind = {
  name: 'description of a written instance',
  accepts: (recorded, file) =>
    recorded.has('py') && !recorded.has('given') && file.content.has('given') && isWithoutGroups(file),
  inputs: ['py'],
  messages: 'quoted',
  call: describe,
  prepare: (name, value) => (name === 'out' ? withoutNaN(value) : value),
  compare: { rule: isSameJson },
}

/** Arrow has JSON as text. */
function isSameJson(place: string, expected: GoldenJson, actual: GoldenJson): boolean | undefined {
  if (!place.startsWith('out.rows') || typeof actual !== 'string' || typeof expected === 'string')
    return undefined
  try {
    return compareGolden(expected, parseGoldenJson(actual)) === undefined
  } catch {
    return undefined
  }
}

/** Files whose cases start from a new instance say what they are given. */
const isWithoutGroups = ({ content }: GoldenFile): boolean => content.fields('given').names().length === 0

async function describe(recorded: Fields, { file, context }: CaseScope): Promise<Outcome> {
  const { state, neutralRoot } = await writtenInstance(join(dirname(file.path), INSTANCE), context)
  return state.use(async (instance) => {
    const value = await new PythonSession(new LaminWorld(instance)).run(recorded.text('py'))
    const isFrame = value instanceof ArrowFrame
    const shown = isFrame ? frameView(value, expectedTypes(recorded)) : withoutNaN(goldenFromPython(value))
    return { out: withRoot(shown, instance.root, neutralRoot) }
  })
}

interface WrittenInstance {
  readonly state: InstanceState<void>
  /** root of its storage in recorded texts */
  readonly neutralRoot: string
}

function writtenInstance(folder: string, context: RunContext): Promise<WrittenInstance> {
  return context.shared(`written instance ${folder}`, async () => {
    const { content } = await readGoldenFile(join(folder, 'expected.json'))
    const [storage] = content.fields('registries').list('lamindb_storage')
    const state = await InstanceState.of(context, `instance ${folder}`, {
      from: { folder: '', storage: join(folder, 'storage') },
      make: () => Promise.resolve(),
    })
    return { state, neutralRoot: Fields.of(storage).text('root') }
  })
}

function expectedTypes(recorded: Fields): Fields | undefined {
  const out = recorded.value('out')
  return isGoldenObject(out ?? null) ? recorded.fields('out').optionalFields('dtypes') : undefined
}

/** A data frame as recorded; a type that fits what was recorded is called as there. */
function frameView(frame: ArrowFrame, types: Fields | undefined): GoldenObject {
  const columns = frame
    .columns()
    .map(({ name, column }) => [pythonText(name), column as ArrowColumn] as const)
  const length = columns[0]?.[1].values.length ?? 0
  const labels = frame.index?.values ?? Array.from({ length }, (_, row) => BigInt(row))
  return {
    index: frame.indexName,
    columns: columns.map(([name]) => name),
    dtypes: Object.fromEntries(columns.map(([name, column]) => [name, typeName(column, types?.value(name))])),
    index_values: labels.map(pythonText),
    rows: Array.from({ length }, (_, row) =>
      columns.map(([name, { values }]) => cell(values[row] ?? null, name)),
    ),
  }
}

/** A value; what stands at the other end of relations, `parents__name`, is a set. */
function cell(value: PythonValue, column: string): GoldenJson {
  const golden = withoutNaN(goldenFromPython(value))
  return column.includes('__') && isGoldenList(golden) ? { $set: golden } : golden
}

/** `object` says nothing, `float64` is also an integer column with missing values, the others name the family. */
function typeName({ arrowType }: ArrowColumn, expected: GoldenJson | undefined): GoldenJson {
  const families: readonly (readonly [type: RegExp, fits: boolean])[] = [
    [/^object$/u, true],
    [/^float/u, DataType.isFloat(arrowType) || DataType.isInt(arrowType)],
    [/^u?int/u, DataType.isInt(arrowType)],
    [/^bool/u, DataType.isBool(arrowType)],
    [/^category$/u, DataType.isDictionary(arrowType)],
    [/^datetime/u, DataType.isTimestamp(arrowType)],
  ]
  const isSame = families.some(([type, fits]) => fits && typeof expected === 'string' && type.test(expected))
  return isSame ? (expected ?? null) : String(arrowType)
}

/** Missing values are null, and the set of one missing value is that of nothing. */
function withoutNaN(value: GoldenJson): GoldenJson {
  if (isGoldenObject(value) && isGoldenList(value['$set'] ?? null)) {
    const items = (value['$set'] as readonly GoldenJson[]).map(withoutNaN)
    return { $set: items.every((item) => item === null) ? [] : items }
  }
  if (isGoldenList(value)) return value.map(withoutNaN)
  if (!isGoldenObject(value)) return value
  if (value['$float'] === 'nan') return null
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutNaN(item)]))
}

function withRoot(value: GoldenJson, root: string, neutralRoot: string): GoldenJson {
  if (typeof value === 'string') return value.replaceAll(root, neutralRoot)
  if (isGoldenList(value)) return value.map((item) => withRoot(item, root, neutralRoot))
  if (!isGoldenObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withRoot(item, root, neutralRoot)]),
  )
}
