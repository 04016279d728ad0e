import { readdir, realpath, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'

import { ancestors } from './ancestors.ts'
import { markerFile } from './settings-files.ts'
import { isMissing, readSettingText, removeSettingFile, writeSettingText } from './setting-text-file.ts'
import type { Environment } from '../environment/environment.ts'

/** A file that says which instance the directory around it works with. */
export interface InstanceMarker {
  readonly file: string
  /** The directory that is marked; links are resolved. */
  readonly directory: string
  /** The marker's stripped text: `owner/name` if all is well. */
  readonly slug: string
}

/** The nearest marker from a directory upwards; `undefined` when there is none up to the root of the file system. */
export async function findInstanceMarker(
  environment: Environment,
  from: string = environment.workingDirectory,
): Promise<InstanceMarker | undefined> {
  for await (const marker of instanceMarkers(environment, from)) return marker
  return undefined
}

/** All markers from a directory upwards, nearest first. */
export async function* instanceMarkers(
  environment: Environment,
  from: string,
): AsyncGenerator<InstanceMarker> {
  for (const directory of ancestors(await realpath(from))) {
    const file = markerFile(environment, directory)
    const text = await readSettingText(file)
    if (text !== undefined) yield { file, directory, slug: text.trim() }
  }
}

/** Marks a directory as one that works with this instance; a marker of another instance is overwritten. */
export async function writeInstanceMarker(
  environment: Environment,
  directory: string,
  slug: string,
): Promise<InstanceMarker> {
  const resolved = await realpath(directory)
  const file = markerFile(environment, resolved)
  await writeSettingText(file, slug.trim())
  return { file, directory: resolved, slug: slug.trim() }
}

/**
 * Removes a marker, and the folder `.lamin` around it when nothing else is in there. With `expectedSlug`, a marker
 * with another text stays.
 *
 * @returns whether the marker was removed
 */
export async function removeInstanceMarker(file: string, expectedSlug?: string): Promise<boolean> {
  if (expectedSlug !== undefined && (await readSettingText(file))?.trim() !== expectedSlug) return false
  const removed = await removeSettingFile(file)
  if (removed) await removeIfEmpty(dirname(file))
  return removed
}

async function removeIfEmpty(folder: string): Promise<void> {
  try {
    if ((await readdir(folder)).length === 0) await rmdir(folder)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}
