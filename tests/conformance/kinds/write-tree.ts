import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Fields } from '../golden/fields.ts'

/** Writes files below a folder: relative path → text; null is an empty folder. */
export async function writeTree(folder: string, files: Fields): Promise<void> {
  for (const name of files.names()) {
    const path = join(folder, name)
    const text = files.value(name)
    await mkdir(text === null ? path : dirname(path), { recursive: true })
    if (text !== null) await writeFile(path, files.text(name))
  }
}
