import { goldenFromApi } from '../api/golden-from-api.ts'
import { Fields } from '../golden/fields.ts'
import type { GoldenJson } from '../golden/golden-json.ts'
import type { CaseKind, Outcome } from '../runner/case-kind.ts'
import type { ApiRecord } from '../world/api-record.ts'
import type { LaminWorld } from '../world/lamin-world.ts'
import { callMethod, construct, rowById, worldKind } from './world-kind.ts'

/** Cases on the uids of rows. */
export const RECORD_UID_KINDS: readonly CaseKind[] = [
  worldKind(
    'uid of the next version: stem of `revises` + increment of the largest suffix of the family',
    nextVersion,
  ),
  worldKind('encode_uid: the uid that the fields of a row give', async (recorded, world) => {
    const { registry = '', ...fields } = recorded.fields('in').object
    return { out: uidOf(await construct(String(registry), new Fields(fields), world)) }
  }),
  worldKind('constructor with a uid', async (recorded, world) => {
    const { registry = '', ...fields } = recorded.fields('in').object
    return { out: uidOf(await construct(String(registry), new Fields(fields), world)) }
  }),
  worldKind('uid of a row of the initial sources', async (recorded, world) => {
    const source = await world.record(
      'bionty.Source',
      new Map(Object.entries(recorded.fields('in').object)) as never,
    )
    return { out: uidOf(source as ApiRecord) }
  }),
  worldKind('uid length', async (recorded, world) => uidLengths(recorded.text('in'), world)),
  worldKind('row of a new instance', async (recorded, world) => {
    const input = recorded.fields('in')
    return { out: await rowById(input.text('table'), input.integer('id'), world) }
  }),
  worldKind('uid of a schema with a well-known hash', async (recorded, world) => {
    const schema = await construct('Schema', recorded.fields('in'), world)
    return { out: uidOf(schema), hash: goldenFromApi(Reflect.get(schema.apiValue, 'hash')) }
  }),
]

/** Versions of one family, the one revised the latest of them; then the uid of one more. */
async function nextVersion(recorded: Fields, world: LaminWorld): Promise<Outcome> {
  const input = recorded.fields('in')
  const registry = input.text('registry')
  const [revises, trashed] = [input.text('revises'), input.texts('trashed')]
  const draft = async (more: Record<string, GoldenJson>): Promise<ApiRecord> =>
    construct(registry, new Fields({ key: 'family', ...more }), world)
  const stem = String(uidOf(await draft({}))).slice(0, -4)
  let revised: ApiRecord | undefined
  for (const suffix of input.texts('suffixes')) {
    const version = await draft({ key: suffix })
    version.setAttribute('uid', stem + suffix)
    version.setAttribute('is_latest', suffix === revises)
    await callMethod(version, 'save')
    if (trashed.includes(suffix)) await callMethod(version, 'delete')
    if (suffix === revises) revised = version
  }
  world.give('revised', revised ?? null)
  const next = await draft({ revises: { $given: 'revised' } })
  return { out: String(uidOf(next)).slice(stem.length) }
}

function uidLengths(name: string, world: LaminWorld): Outcome {
  const meta = world.instance.db.registryNamed(name).meta
  const column = meta.columns.get('uid')
  const stem = meta.options.stemLength ?? null
  const full = meta.isVersioned ? column?.length : null
  return {
    max_length: goldenFromApi(column?.length),
    full: goldenFromApi(full),
    stem: goldenFromApi(stem),
    default: goldenFromApi(defaultLength(world, name)),
  }
}

/** How many characters of a new uid neither the content of the row nor its constructor decides. */
function defaultLength(world: LaminWorld, name: string): number | null {
  const meta = world.instance.db.registryNamed(name).meta
  const column = meta.columns.get('uid')
  const made = column?.makeDefault?.()
  if (typeof made === 'string') return made.length
  // Registries of modules make theirs from the fields; versions of blocks are counted behind a random stem.
  if (meta.module !== 'core') return column?.length ?? null
  return meta.columns.has('content') ? (meta.options.stemLength ?? null) : null
}

function uidOf(record: ApiRecord): GoldenJson {
  return goldenFromApi(Reflect.get(record.apiValue, 'uid'))
}
