import type { SourceKey } from '../../calls/call-world.ts'
import { CallSession } from '../../calls/call-session.ts'
import { compareCodePoints, type GoldenRow } from '../../golden/canonical-rows.ts'
import { failed, passed, type CaseResult } from '../../golden/case-result.ts'
import { errorDifference, expectationOf } from '../../golden/expectation.ts'
import { Fields } from '../../golden/fields.ts'
import type { GoldenFile } from '../../golden/golden-file.ts'
import type { GoldenJson } from '../../golden/golden-json.ts'
import { PlaceholderBindings } from '../../golden/placeholders.ts'
import { attributeOf } from '../../python/protocol.ts'
import type { DataSetKind } from '../../runner/data-set-kind.ts'
import type { RunContext } from '../../runner/run-context.ts'
import type { ApiPublicTable } from '../../world/api-public-table.ts'
import type { ApiRegistry } from '../../world/api-registry.ts'
import { InstancePool } from '../../world/instance-pool.ts'
import { LaminWorld } from '../../world/lamin-world.ts'
import { snakeCase } from '../../world/names.ts'
import { callMethod } from '../world-kind.ts'
import { importedTemplate, importStep, registerSource, type ImportStep } from './import-step.ts'
import { offline } from './offline.ts'
import { prescribedDifference } from './prescribed.ts'
import { registryEdges, registryRows } from './registry-rows.ts'
import { SourceFolder, type SourceRow } from './source-folder.ts'

const ID = 'ontology_id'
const SOURCE_COLUMNS = ['name', 'version', 'in_db', 'currently_used']

/** Rows of a registry after it was brought to another release of its source. */
export const SOURCE_UPGRADE_KIND: DataSetKind = {
  name: 'upgrade to a release of a source',
  accepts: (content) =>
    ['before', 'call', 'register', 'file', 'columns', 'checks', 'renamed'].every((name) => content.has(name)),
  run: runUpgrade,
}

async function* runUpgrade(file: GoldenFile, context: RunContext): AsyncIterable<CaseResult> {
  const { content } = file
  const before = content.list('before').map((item) => importStep(Fields.of(item, 'before')))
  const call = content.fields('call')
  const step: ImportStep = {
    registry: call.text('on'),
    file: content.text('file'),
    register: content.fields('register'),
    facts: undefined,
  }
  const folder = await SourceFolder.create(context, file)
  for (const of of [...before, step]) await folder.put(sourceOf(of))
  const pool = await InstancePool.of(context)
  await using instance = await pool.open(await importedTemplate(before, context))
  offline(instance, folder.path)
  const world = new LaminWorld(instance)
  const upgrade = new Upgrade(step, content, world)
  await upgrade.annotateArtifact()
  await registerSource(instance.db, step)
  const refused = await upgrade.refusal(call)
  const actual = await upgrade.run(call)
  for (const check of content.texts('checks')) {
    // Checks are called by the fields that they compare, with remarks behind.
    const name = check.replace(/ \(.*$/u, '')
    if (name === 'wrong entity') yield errorResult(name, content.fields(name), refused)
    else if (name.startsWith('diff('))
      for (const field of content.names().filter((key) => key.startsWith('diff(')))
        yield compared(name, await upgrade.differences(field), content.fields(field).required('value'))
    else
      yield compared(
        name,
        actual[name] ?? null,
        content.required(name),
        content.optionalFields('ours')?.value(name),
      )
  }
}

const sourceOf = ({ registry, register, file }: ImportStep): SourceRow => ({
  uid: register.text('uid'),
  entity: registry,
  name: register.text('name'),
  version: register.text('version'),
  organism: register.text('organism'),
  file,
})

const keyOf = ({ registry, register }: ImportStep): SourceKey => [
  registry,
  register.text('name'),
  register.text('version'),
  register.text('organism'),
]

/** One upgrade, and what is to be seen of it. */
class Upgrade {
  readonly #step: ImportStep
  readonly #content: Fields
  readonly #world: LaminWorld

  constructor(step: ImportStep, content: Fields, world: LaminWorld) {
    this.#step = step
    this.#content = content
    this.#world = world
  }

  /** An artifact that terms annotate: `{key, text, cell_types: [ids]}`. */
  async annotateArtifact(): Promise<void> {
    const artifact = this.#content.fields('artifact')
    const key = artifact.text('key')
    const path = await this.#world.writeFile(key, artifact.text('text'))
    const registry = this.#world.named('Artifact') as ApiRegistry
    const draft = await registry.call({ positional: [path], keywords: new Map([['key', key]]) })
    const saved = await callMethod(draft, 'save')
    for (const accessor of artifact.names().filter((name) => !['key', 'text'].includes(name))) {
      const labels = await attributeOf(saved, accessor)
      for (const id of artifact.texts(accessor))
        await callMethod(labels, 'add', await this.#world.record(this.#step.registry, new Map([[ID, id]])))
    }
  }

  /** What the upgrade throws when it is given a source of another registry. */
  async refusal(call: Fields): Promise<unknown> {
    const rows = await registryRows(this.#world.instance.db, 'bionty.Source', ['entity', 'uid'])
    const [, uid = null] = rows.find(([entity]) => entity !== this.#step.registry) ?? []
    const kwargs = { ...call.fields('kwargs').object, source: { record: ['bionty.Source', { uid }] } }
    return new CallSession(this.#world)
      .run(new Fields({ ...call.object, kwargs }))
      .then(() => undefined, asItIs)
  }

  async run(call: Fields): Promise<Readonly<Record<string, GoldenJson>>> {
    const { registry } = this.#step
    const { db } = this.#world.instance
    const old = new Map((await registryRows(db, registry, [ID, 'name'])).map(([id, name]) => [id, name]))
    await new CallSession(this.#world).run(call)
    const columns = this.#content.texts('columns')
    const rows = await registryRows(db, registry, columns)
    const released = await this.#releasedNames()
    const renamed = [...old]
      .filter(([id = null, name]) => released.has(id) && released.get(id) !== name)
      .map(([id = null, name = null]): GoldenRow => [id, name, released.get(id) ?? null])
      .toSorted((a, b) => compareCodePoints(String(a[0]), String(b[0])))
    const annotating = new Set<GoldenJson>(this.#content.fields('artifact').texts('cell_types'))
    const idAt = columns.indexOf(ID)
    return {
      n_before: BigInt(old.size),
      n_names_changed: BigInt(renamed.length),
      n_gone_in_new: BigInt([...old.keys()].filter((id = null) => !released.has(id)).length),
      n_only_in_new: BigInt([...released.keys()].filter((id) => !old.has(id)).length),
      n_after: BigInt(rows.length),
      rows,
      'linked rows': rows.filter((row) => annotating.has(row[idAt] ?? null)),
      renamed: renamed.slice(0, this.#content.list('renamed').length),
      n_edges: BigInt((await registryEdges(db, registry)).length),
      sources: (await registryRows(db, 'bionty.Source', ['entity', ...SOURCE_COLUMNS]))
        .filter(([entity]) => entity === registry)
        .map(([, ...row]) => row),
    }
  }

  /** `diff(version, version): …`: how many rows are in one table only, how many differ, and in which columns. */
  async differences(field: string): Promise<GoldenJson> {
    const versions = /^diff\((.+), (.+)\)/u.exec(field)?.slice(1) ?? []
    const [entity, name, , organism] = keyOf(this.#step)
    const tables: unknown[] = []
    for (const version of versions) {
      const table = await this.#world.publicTable([entity, name, version, organism])
      tables.push((table as ApiPublicTable).apiValue)
    }
    const [own, other] = tables as { diff(other: unknown): TermsDiff }[]
    const { onlyInOne = [], changed = [], changedColumns = [] } = own?.diff(other) ?? {}
    const columns = changedColumns.map(snakeCase).flatMap((column) => [
      [column, 'self'],
      [column, 'other'],
    ])
    return [BigInt(onlyInOne.length), BigInt(changed.length), columns]
  }

  async #releasedNames(): Promise<Map<GoldenJson, GoldenJson>> {
    const table = (await this.#world.publicTable(keyOf(this.#step))) as ApiPublicTable
    const terms = table.apiValue.rows as readonly { readonly ontologyId: string; readonly name: string }[]
    return new Map(terms.map(({ ontologyId, name }) => [ontologyId, name]))
  }
}

const asItIs = (error: unknown): unknown => error

interface TermsDiff {
  readonly onlyInOne: readonly object[]
  readonly changed: readonly object[]
  readonly changedColumns: readonly string[]
}

function errorResult(check: string, recorded: Fields, thrown: unknown): CaseResult {
  const { error } = expectationOf(recorded)
  if (!error) return thrown === undefined ? passed(check) : failed(check, `unexpected ${String(thrown)}`)
  if (thrown === undefined) return failed(check, `expected ${error.names.join(' or ')}, but it succeeded`)
  const difference = errorDifference(error, thrown, 'quoted', new PlaceholderBindings())
  return difference === undefined ? passed(check) : failed(check, difference)
}

function compared(check: string, actual: GoldenJson, recorded: GoldenJson, ours?: GoldenJson): CaseResult {
  const difference = prescribedDifference(recorded, ours, actual)
  return difference === undefined ? passed(check) : failed(check, difference)
}
