import { goldenFromApi } from '../api/golden-from-api.ts'
import { bioUid } from '../../../packages/bionty/src/bio-uid.ts'
import { Fields, UnexpectedForm } from '../golden/fields.ts'
import type { GoldenJson } from '../golden/golden-json.ts'
import { PythonSession } from '../python/run-python.ts'
import type { CaseKind, Outcome } from '../runner/case-kind.ts'
import type { ApiRecord } from '../world/api-record.ts'
import type { LaminWorld } from '../world/lamin-world.ts'
import { camelCase } from '../world/names.ts'
import { callMethod, construct, rawRow, rowById, worldKind } from './world-kind.ts'

/** Cases on the uids of rows. */
export const RECORD_UID_KINDS: readonly CaseKind[] = [
  worldKind(
    'uid of the next version: stem of `revises` + increment of the largest suffix of the family',
    nextVersion,
  ),
  worldKind('encode_uid: the uid that the fields of a row give', encodedUid),
  worldKind('row of the schema that a function of examples.schemas makes, and its components', exampleSchema),
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

const IDENTIFIERS = ['ontology_id', 'ensembl_gene_id', 'stable_id', 'uniprotkb_id']

/**
 * The uid that a row has by what it says. A constructor also asks for what the row needs beside: where an identifier alone
 * decides, or nothing does, it is left out.
 */
async function encodedUid(recorded: Fields, world: LaminWorld): Promise<Outcome> {
  const { registry = '', ...fields } = recorded.fields('in').object
  if (fields['uid'] !== undefined) return { out: fields['uid'] }
  const [module, name = ''] = String(registry).split('.')
  const isIdentified = IDENTIFIERS.some((field) => typeof fields[field] === 'string' && fields[field] !== '')
  if (module !== 'bionty' || name === 'Source' || !(isIdentified || Object.keys(fields).length === 0))
    return { out: uidOf(await construct(String(registry), new Fields(fields), world)) }
  const named = Object.entries(fields).map(([field, value]) => [camelCase(field), value] as const)
  return { out: bioUid(name, Object.fromEntries(named)) }
}

const VALID_FEATURES = "ln.Schema(name='valid_features', itype=ln.Feature).save()"

/** The schemas that the reference defines by functions. */
const EXAMPLES: Readonly<Record<string, string>> = {
  valid_features: VALID_FEATURES,
  anndata_ensembl_gene_ids_and_valid_features_in_obs: `ln.Schema(
    name='anndata_ensembl_gene_ids_and_valid_features_in_obs',
    otype='AnnData',
    slots={
      'obs': ${VALID_FEATURES},
      'var.T': ln.Schema(name='valid_ensembl_gene_ids', itype=bt.Gene.ensembl_gene_id).save(),
    },
).save()`,
}

async function exampleSchema(recorded: Fields, world: LaminWorld): Promise<Outcome> {
  const name = recorded.fields('in').text('function')
  const code = EXAMPLES[name]
  if (code === undefined) throw new UnexpectedForm('function', 'a function that is known', name)
  const schema = await new PythonSession(world).run(code)
  const row = await rawRow(schema, world)
  const components = await world.instance.db.queries
    .selectFrom('lamindb_schemacomponent')
    .selectAll()
    .where('composite_id', '=', Number(row['id']))
    .orderBy('id')
    .execute()
  return { out: row, components: components.map((component) => goldenFromApi(component)) }
}

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
