import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** Path below the folder → text, of all files in a folder of settings; nothing when there is no such folder. */
export async function settingsSnapshot(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const texts = files
    .toSorted()
    .map(async (file) => [relative(folder, file), await readFile(file, 'utf8')] as const)
  return Object.fromEntries(await Promise.all(texts))
}
