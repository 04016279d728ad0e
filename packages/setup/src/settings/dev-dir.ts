import { readdir, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'

import { readChoice } from './context-choice.ts'
import {
  findInstanceMarker,
  instanceMarkers,
  removeInstanceMarker,
  writeInstanceMarker,
} from './instance-marker.ts'
import { localBranchFile, localSpaceFile, markerFile } from './settings-files.ts'
import { readSettingText, removeSettingFile } from './setting-text-file.ts'
import type { Environment } from '../environment/environment.ts'
import { HomeIsNoDevDir } from '../errors.ts'
import { expandHome } from '../naming/expand-home.ts'

/** A directory whose marker names an instance. */
export interface DevDir {
  readonly directory: string
  /** Stripped text of the marker. */
  readonly slug: string
  /** Name of the branch chosen in this directory; `main` when none was. */
  readonly branch: string
}

/** Whether a directory is the user's home, which is never a development directory. */
export async function isHomeDirectory(environment: Environment, directory: string): Promise<boolean> {
  const [home, given] = await Promise.all([resolved(environment.home), resolved(directory)])
  return home === given
}

/**
 * The development directory in which the working directory lies: that of the nearest marker upwards, if it names this
 * instance and is not in the home directory.
 */
export async function currentDevDir(environment: Environment, slug: string): Promise<string | undefined> {
  const marker = await findInstanceMarker(environment)
  if (marker?.slug !== slug || (await isHomeDirectory(environment, marker.directory))) return undefined
  return marker.directory
}

/**
 * The development directory of this instance that a file or folder lies in, wherever the working directory is. Nested
 * directories of other instances are passed over; the search ends at the home directory.
 */
export async function devDirContaining(
  environment: Environment,
  path: string,
  slug: string,
): Promise<string | undefined> {
  const start = (await stat(path)).isDirectory() ? path : dirname(path)
  const home = await resolved(environment.home)
  const isInsideHome = isInside(await realpath(start), home)
  for await (const marker of instanceMarkers(environment, start)) {
    if (isInsideHome && !isInside(marker.directory, home)) return undefined
    if (marker.directory === home) return undefined
    if (marker.slug === slug) return marker.directory
  }
  return undefined
}

/**
 * Makes a directory a development directory of an instance. Others stay what they are.
 *
 * @throws {@link HomeIsNoDevDir}
 */
export async function setDevDir(environment: Environment, directory: string, slug: string): Promise<string> {
  const path = resolve(environment.workingDirectory, expandHome(environment, directory))
  if (await isHomeDirectory(environment, path)) throw new HomeIsNoDevDir(path)
  return (await writeInstanceMarker(environment, path, slug)).directory
}

/**
 * Undoes {@link setDevDir} for the development directory of this instance that the working directory lies in: removes
 * its marker, branch and space.
 *
 * @returns the directory, or `undefined` when the working directory lies in none
 */
export async function unsetDevDir(environment: Environment, slug: string): Promise<string | undefined> {
  const directory = await currentDevDir(environment, slug)
  if (directory !== undefined) await clearDevDir(environment, directory, slug)
  return directory
}

/** Removes branch and space of a directory, and its marker if it names this instance. */
export async function clearDevDir(environment: Environment, directory: string, slug: string): Promise<void> {
  await removeSettingFile(localBranchFile(environment, directory))
  await removeSettingFile(localSpaceFile(environment, directory))
  await removeInstanceMarker(markerFile(environment, directory), slug)
}

/**
 * Walks a directory tree for development directories, parents before children and names in order. Hidden directories
 * and links are not entered, and nothing is looked for in the home directory itself.
 *
 * @param root - defaults to the working directory
 */
export async function* findDevDirs(
  environment: Environment,
  root: string = environment.workingDirectory,
): AsyncGenerator<DevDir> {
  const start = await resolved(resolve(environment.workingDirectory, expandHome(environment, root)))
  yield* walk(environment, start, await resolved(environment.home))
}

async function* walk(environment: Environment, directory: string, home: string): AsyncGenerator<DevDir> {
  if (directory === home) return
  const text = await readSettingText(markerFile(environment, directory))
  if (text !== undefined) {
    const branch = await readChoice(localBranchFile(environment, directory))
    yield { directory, slug: text.trim(), branch: branch?.name ?? 'main' }
  }
  for (const name of await visibleFolders(directory)) yield* walk(environment, join(directory, name), home)
}

async function visibleFolders(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort()
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep)
}

async function resolved(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path))
}
