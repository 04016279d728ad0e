import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { storedFiles } from '../../api/instance-dump.ts'
import { failed, passed, type CaseResult } from '../../golden/case-result.ts'
import { compareGolden, describeDifference } from '../../golden/compare.ts'
import { Fields } from '../../golden/fields.ts'
import type { GoldenFile } from '../../golden/golden-file.ts'
import { isGoldenList, isGoldenObject, type GoldenJson, type GoldenObject } from '../../golden/golden-json.ts'
import type { DataSetKind } from '../../runner/data-set-kind.ts'
import type { RunContext } from '../../runner/run-context.ts'
import { InstancePool } from '../../world/instance-pool.ts'
import { LaminWorld } from '../../world/lamin-world.ts'
import { instanceViews } from './instance-views.ts'
import { tableRows } from './table-rows.ts'

/** What an instance that the reference wrote must show: rows, links, files and views. */
export const WRITTEN_INSTANCE_KIND: DataSetKind = {
  name: 'instance written by the reference',
  accepts: (content) => ['registries', 'links', 'files', 'views'].every((name) => content.has(name)),
  run: runInstance,
}

async function* runInstance(file: GoldenFile, context: RunContext): AsyncIterable<CaseResult> {
  const pool = await InstancePool.of(context)
  await using instance = await pool.openStorage(join(dirname(file.path), 'storage'))
  const expected = movedTo(instance.root, file.content)
  for (const group of ['registries', 'links']) {
    for (const [table, rows] of Object.entries(expected.fields(group).object)) {
      yield await compared(`${group} ${table}`, rows, () => tableRows(instance.db, table))
    }
  }
  yield await compared('files', expected.required('files'), () => filesBelow(instance.root))
  for (const { id, recorded, read } of instanceViews(expected.fields('views'), new LaminWorld(instance))) {
    yield await compared(id, recorded, read)
  }
}

async function compared(
  id: string,
  expected: GoldenJson,
  read: () => Promise<GoldenJson>,
): Promise<CaseResult> {
  let actual: GoldenJson
  try {
    actual = await read()
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return failed(id, `unexpected ${why}`)
  }
  // Where the reference itself failed, some value is owed.
  if (isGoldenObject(expected) && '$error' in expected) return passed(id)
  const difference = compareGolden(expected, actual)
  return difference ? failed(id, describeDifference(difference)) : passed(id)
}

/** The recorded file with the folder to which the storage was copied in place of the neutral one. */
function movedTo(root: string, content: Fields): Fields {
  const [storage] = content.fields('registries').list('lamindb_storage')
  const neutral = isGoldenObject(storage) ? storage['root'] : undefined
  if (typeof neutral !== 'string') return content
  const move = (value: GoldenJson): GoldenJson => {
    if (typeof value === 'string') return value.replaceAll(neutral, root)
    if (isGoldenList(value)) return value.map(move)
    return isGoldenObject(value) ? moveAll(value) : value
  }
  const moveAll = (object: GoldenObject): GoldenObject =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, move(value)]))
  return new Fields(moveAll(content.object))
}

async function filesBelow(root: string): Promise<GoldenJson> {
  const files: Record<string, GoldenJson> = {}
  for (const [path, size] of await storedFiles(root)) {
    const md5 = createHash('md5').update(await readFile(join(root, path)))
    files[path] = { size, md5: md5.digest('hex') }
  }
  return files
}
