import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Table } from 'apache-arrow'
import { tableToSource, writeCsv, writeParquet } from '@lamindb/formats'
import { apiFromPython } from '../api/api-from-python.ts'
import { goldenFromApi } from '../api/golden-from-api.ts'
import { goldenFromPython } from '../api/golden-from-python.ts'
import { storedFiles } from '../api/instance-dump.ts'
import { Fields } from '../golden/fields.ts'
import { isGoldenList, isGoldenObject, type GoldenJson, type GoldenObject } from '../golden/golden-json.ts'
import { UnsupportedPython } from '../python/python-error.ts'
import { attributeOf, callOf } from '../python/protocol.ts'
import type { PythonValue } from '../python/python-object.ts'
import { PythonPath } from '../python/python-path.ts'
import { PythonList } from '../python/sequences.ts'
import type { CaseKind, Outcome } from '../runner/case-kind.ts'
import { ApiRecord, isUnsaved } from '../world/api-record.ts'
import type { ApiRegistry } from '../world/api-registry.ts'
import { worldValue } from '../world/golden-values.ts'
import type { LaminWorld } from '../world/lamin-world.ts'
import { contentByRule } from './content-by-rule.ts'
import { callMethod, columnsOf, rawRow, worldKind } from './world-kind.ts'

/** Storage listings of this many files are recorded as their number and the topmost names. */
const MANY_FILES = 12
/** What is recorded of an artifact beside columns of its row. */
const NO_COLUMNS: ReadonlySet<string> = new Set(['path', 'cache', 'unsaved'])

/** Constructors of artifacts: rows, paths and stored files. */
export const ARTIFACT_KEY_KIND: CaseKind = worldKind('artifact', constructed, {
  inputs: ['in', 'files', 'before', 'storages'],
})

async function constructed(recorded: Fields, world: LaminWorld): Promise<Outcome> {
  await writeFiles(recorded.optionalFields('files'), world)
  for (const name of recorded.optionalList('storages')) await registerStorage(String(name), world)
  const made: PythonValue[] = []
  for (const call of recorded.optionalList('before')) {
    made.push(await callMethod(await makeArtifact(call, made, world), 'save'))
  }
  const artifact = await saved(await makeArtifact(recorded.required('in'), made, world), world)
  const rows = await callMethod(await attributeOf(world.named('Artifact'), 'objects'), 'count')
  return {
    out: await shownAll(artifact, recorded.value('out'), world),
    rows: goldenFromPython(rows),
    stored: listing(await storedFiles(world.instance.root)),
  }
}

function folderOf(base: string, world: LaminWorld): string {
  const { root, files, work } = world.instance
  return { files, root }[base] ?? join(work, base)
}

async function writeFiles(files: Fields | undefined, world: LaminWorld): Promise<void> {
  for (const base of files?.names() ?? []) {
    const folder = folderOf(base, world)
    await mkdir(folder, { recursive: true })
    for (const [name, content] of Object.entries(files?.fields(base).object ?? {})) {
      const path = join(folder, name)
      await mkdir(content === null ? path : dirname(path), { recursive: true })
      if (content !== null) await writeContent(path, content, world)
    }
  }
}

/** A text, bytes by rule, or what a library writes from a given table. */
async function writeContent(path: string, content: GoldenJson, world: LaminWorld): Promise<void> {
  if (typeof content === 'string') return writeFile(path, content)
  const how = Fields.of(content)
  const format = how.text('write')
  if (format === 'bytes') return writeFile(path, contentByRule(how.text('rule'), how.integer('size')))
  const data = await worldValue(how.required('data'), world)
  if (format !== 'parquet' && format !== 'csv') throw new UnsupportedPython(`nothing here writes '${format}'`)
  const table = tableToSource(apiFromPython(data) as Table)
  await (format === 'csv' ? writeCsv(table, path) : writeParquet(table, path))
}

async function registerStorage(name: string, world: LaminWorld): Promise<void> {
  const root = folderOf(name, world)
  await mkdir(root, { recursive: true })
  const registry = world.named('Storage') as ApiRegistry
  const storage = await registry.call({ positional: [], keywords: new Map([['root', root]]) })
  world.give(`storage ${name}`, await callMethod(storage, 'save'))
}

/** `[constructor, data, keywords]` */
async function makeArtifact(
  call: GoldenJson,
  made: readonly PythonValue[],
  world: LaminWorld,
): Promise<PythonValue> {
  const [constructor, data = null, more = {}] = isGoldenList(call) ? call : []
  const registry = world.named('Artifact')
  const callee = constructor === 'Artifact' ? registry : await attributeOf(registry, String(constructor))
  const keywords = new Map<string, PythonValue>()
  for (const [name, value] of Object.entries(Fields.of(more).object)) {
    if (name === 'revises' && typeof value === 'bigint') keywords.set(name, made[Number(value)] ?? null)
    else if (name === 'storage') keywords.set(name, world.resolve(`storage ${String(value)}`) ?? null)
    else keywords.set(name, await worldValue(value, world))
  }
  return callOf(callee, { positional: data === null ? [] : [await dataOf(data, world)], keywords })
}

/** `{"files": "a.txt"}` is a path in a folder. */
async function dataOf(data: GoldenJson, world: LaminWorld): Promise<PythonValue> {
  const [base, name] = isGoldenObject(data) ? (Object.entries(data)[0] ?? []) : []
  const isPath = base !== undefined && !base.startsWith('$') && typeof name === 'string'
  return isPath ? new PythonPath(join(folderOf(base, world), name)) : worldValue(data, world)
}

async function saved(made: PythonValue, world: LaminWorld): Promise<PythonValue> {
  if (!(made instanceof PythonList)) return callMethod(made, 'save')
  await world.instance.db.save(made.items.map((item) => (item as ApiRecord).apiValue))
  return made
}

async function shownAll(
  made: PythonValue,
  recorded: GoldenJson | undefined,
  world: LaminWorld,
): Promise<GoldenJson> {
  if (!(made instanceof PythonList)) return shown(made, recorded, world)
  const expected = isGoldenList(recorded) ? recorded : []
  const rows: GoldenJson[] = []
  for (const item of await inOrderOf(expected, made.items)) {
    rows.push(await shown(item, expected[rows.length], world))
  }
  return rows
}

/** Files of a folder come in the order of the file system: artifacts go to the recorded ones of the same key. */
async function inOrderOf(
  recorded: readonly GoldenJson[],
  artifacts: readonly PythonValue[],
): Promise<PythonValue[]> {
  const keys = recorded.map((row) => (isGoldenObject(row) ? row['key'] : undefined))
  const placed: { readonly artifact: PythonValue; readonly place: number }[] = []
  for (const artifact of artifacts) {
    const place = keys.indexOf(goldenFromPython(await attributeOf(artifact, 'key')))
    placed.push({ artifact, place: place < 0 ? keys.length : place })
  }
  return placed.toSorted((a, b) => a.place - b.place).map(({ artifact }) => artifact)
}

/** The recorded columns of the row of an artifact, with its path and its path on this machine. */
async function shown(
  artifact: PythonValue,
  recorded: GoldenJson | undefined,
  world: LaminWorld,
): Promise<GoldenJson> {
  const names = isGoldenObject(recorded) ? recorded : {}
  const columns = new Fields(withoutKeys(names, NO_COLUMNS))
  if (artifact instanceof ApiRecord && isUnsaved(artifact.apiValue)) {
    const values: Record<string, GoldenJson> = { unsaved: true }
    for (const name of columns.names()) values[name] = goldenFromPython(await attributeOf(artifact, name))
    return values
  }
  const row = await rawRow(artifact, world)
  const [path, cache] = [await attributeOf(artifact, 'path'), await callMethod(artifact, 'cache')]
  return { ...columnsOf(row, columns), path: goldenFromPython(path), cache: goldenFromPython(cache) }
}

function withoutKeys(object: GoldenObject, keys: ReadonlySet<string>): GoldenObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.has(key)))
}

function listing(files: ReadonlyMap<string, bigint>): GoldenJson {
  if (files.size < MANY_FILES) return goldenFromApi(files)
  const top = new Set([...files.keys()].map((path) => path.split('/').slice(0, 2).join('/')))
  return { files: BigInt(files.size), top: [...top].toSorted() }
}
