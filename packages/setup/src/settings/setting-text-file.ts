import { mkdtemp, open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

import { SettingsNotReadable, SettingsNotWritable } from '../errors.ts'

/**
 * Reads a settings file as UTF-8; `undefined` when there is none. Line ends come back as `\n`.
 *
 * @throws {@link SettingsNotReadable}
 */
export async function readSettingText(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).replaceAll(/\r\n?/g, '\n')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw new SettingsNotReadable(file, error)
  }
}

/**
 * Writes a settings file in one step: readers see the old text or the new one, also when the process dies in between.
 * Directories on the way are made.
 *
 * @throws {@link SettingsNotWritable}
 */
export async function writeSettingText(file: string, text: string): Promise<void> {
  await replaceText(file, text, 0o666)
}

/** Like {@link writeSettingText}, for files with keys and passwords: only their owner may read them. */
export async function writePrivateText(file: string, text: string): Promise<void> {
  await replaceText(file, text, 0o600)
}

/** Removes a settings file; false when there was none. */
export async function removeSettingFile(file: string): Promise<boolean> {
  try {
    await rm(file)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw new SettingsNotWritable(file, error)
  }
}

/** Whether a file system error says that a file, or a folder on the way to it, does not exist. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

async function replaceText(file: string, text: string, mode: number): Promise<void> {
  try {
    const { makeFolder } = await import('@lamindb/storage')
    await makeFolder(dirname(file))
    const folder = await mkdtemp(join(dirname(file), '.write-'))
    try {
      const draft = join(folder, basename(file))
      await writeDraft(draft, text, mode)
      await rename(draft, file)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  } catch (error) {
    throw new SettingsNotWritable(file, error)
  }
}

async function writeDraft(draft: string, text: string, mode: number): Promise<void> {
  await using handle = await open(draft, 'wx', mode)
  await handle.writeFile(text)
  await handle.sync()
}
