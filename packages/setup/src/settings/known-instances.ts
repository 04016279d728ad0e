import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

import { settingsDirectory } from './directories.ts'
import { readInstanceSettings, type KnownInstance } from './instance-settings.ts'
import { settingsPrefix } from './settings-files.ts'
import { isMissing } from './setting-text-file.ts'
import type { SetupContext } from '../context/setup-context.ts'
import { SettingsEnvFileOutdated, SettingsNotReadable } from '../errors.ts'

/**
 * All instances of which this machine has settings, ordered by file name. A file that cannot be read as settings is
 * passed over with a warning.
 */
export async function listKnownInstances(context: SetupContext): Promise<readonly KnownInstance[]> {
  const directory = settingsDirectory(context.environment)
  const start = `${settingsPrefix(context.environment)}instance--`
  const names = (await fileNames(directory)).filter((name) => name.startsWith(start) && name.endsWith('.env'))
  const found = await Promise.all(names.sort().map((name) => readOrWarn(context, join(directory, name))))
  return found.filter((settings) => settings !== undefined)
}

async function fileNames(directory: string): Promise<string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    if (isMissing(error)) return []
    throw new SettingsNotReadable(directory, error)
  }
}

async function readOrWarn(context: SetupContext, file: string): Promise<KnownInstance | undefined> {
  try {
    return await readInstanceSettings(context.environment, file)
  } catch (error) {
    if (!(error instanceof SettingsEnvFileOutdated)) throw error
    context.logger.warning(error.message)
    return undefined
  }
}
