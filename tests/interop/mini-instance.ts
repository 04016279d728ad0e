import { chmod, cp, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { openDatabase, sqliteUrl } from '@lamindb/core/database'
import { setDevDir, unsetSettings, writeInstanceSettings } from '@lamindb/setup'

import { InteropHome } from './interop-home.ts'
import { sharedFolder } from './oracle.ts'

/** Rows and views of the instance as its `expected.json` says them. */
export interface ExpectedInstance {
  readonly registries: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
  readonly links: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
  readonly views: {
    readonly [view: string]: Readonly<Record<string, unknown>>
  }
}

/**
 * A copy of the instance `mini` that Python wrote, ready to be opened by both languages in `home.work`.
 *
 * @returns what a reader must see; its neutral root is replaced by that of the copy
 */
export async function copyMini(home: InteropHome): Promise<ExpectedInstance> {
  const source = join(sharedFolder, 'reference', 'instances', 'mini')
  const root = join(home.work, 'storage')
  await cp(join(source, 'storage'), root, { recursive: true })
  await makeWritable(root)
  await using database = await openDatabase({ url: sqliteUrl(join(root, '.lamindb', 'lamin.db')) })
  await database.kysely.updateTable('lamindb_storage').set({ root }).where('id', '=', 1).execute()
  const { environment } = home.context
  await writeInstanceSettings(environment, {
    owner: 'anonymous',
    name: 'mini',
    storageRoot: root,
    db: null,
    schemaStr: 'bionty,pertdb',
    id: await idOfMarker(root),
    ...unsetSettings,
  })
  await setDevDir(environment, home.work, 'anonymous/mini')
  const text = await readFile(join(source, 'expected.json'), 'utf8')
  return JSON.parse(text.replaceAll('/instances/mini/storage', root)) as ExpectedInstance
}

/** The reference material is read-only, and so would be its copy. */
async function makeWritable(folder: string): Promise<void> {
  for (const path of [
    folder,
    ...(await readdir(folder, { recursive: true })).map((name) => join(folder, name)),
  ]) {
    await chmod(path, (await stat(path)).isDirectory() ? 0o755 : 0o644)
  }
}

async function idOfMarker(root: string): Promise<string> {
  const marker = await readFile(join(root, '.lamindb', 'storage_uid.txt'), 'utf8')
  const id = /^instance_id=(\w+)$/m.exec(marker)?.[1]
  if (id === undefined) throw new Error('The marker of the instance mini names no instance.')
  return id
}
