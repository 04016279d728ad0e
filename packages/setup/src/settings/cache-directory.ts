import { cp, mkdir, readdir, realpath, rm, stat } from 'node:fs/promises'
import { isAbsolute, join, normalize, relative, sep } from 'node:path'

import { defaultCacheDirectory } from './directories.ts'
import { storageFile, systemFile } from './settings-files.ts'
import { isMissing, writeSettingText } from './setting-text-file.ts'
import type { SetupContext } from '../context/setup-context.ts'
import { readEnvFile } from '../env-file/read-env-file.ts'
import type { Environment } from '../environment/environment.ts'
import { InvalidCacheDirectory } from '../errors.ts'

const key = 'lamindb_cache_path'

/**
 * Directory for local copies of remote files: `LAMIN_CACHE_DIR`, else the user's setting, else the administrator's,
 * else the platform's default. It need not exist.
 *
 * @throws {@link InvalidCacheDirectory} when the variable or a setting is not an absolute path
 */
export async function findCacheDirectory(environment: Environment): Promise<string> {
  const { cacheDirectory } = environment
  if (cacheDirectory !== undefined)
    return absolute(cacheDirectory, 'LAMIN_CACHE_DIR must be an absolute path.')
  const setting =
    (await readCachePath(environment, storageFile(environment))) ?? (await fallback(environment))
  return absolute(setting, 'the path must be absolute.')
}

/** {@link findCacheDirectory}, made if it is not there; failing to make it is a warning, since reading needs none. */
export async function ensureCacheDirectory(context: SetupContext): Promise<string> {
  const directory = await findCacheDirectory(context.environment)
  try {
    const { makeFolder } = await import('@lamindb/storage')
    await makeFolder(directory)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    context.logger.warning(`failed to create the cache directory ${directory}: ${reason}`)
  }
  return directory
}

/**
 * Moves the cache to another directory and remembers it. The administrator's cache is copied and left in place.
 *
 * @param directory - absolute path; `null` and the text `null` go back to the administrator's or the default one
 * @returns the directory from now on
 * @throws {@link InvalidCacheDirectory}
 */
export async function setCacheDirectory(context: SetupContext, directory: string | null): Promise<string> {
  const { environment } = context
  const reset = directory === null || directory === 'null'
  const to = reset ? await fallback(environment) : await checkedDirectory(environment, directory)
  const from = await findCacheDirectory(environment)
  await moveCache(context, from, to)
  await mkdir(to, { recursive: true })
  const resolved = await realpath(to)
  await writeSettingText(
    storageFile(environment),
    `${key}=${reset ? 'null' : resolved.replaceAll('\\', '/')}`,
  )
  return resolved
}

/**
 * Deletes everything in the cache; false when the cache directory does not exist.
 *
 * @throws {@link InvalidCacheDirectory} when the cache directory holds the home directory
 */
export async function clearCacheDirectory(environment: Environment): Promise<boolean> {
  const directory = await findCacheDirectory(environment)
  const real = await realPath(directory)
  if (real === undefined) return false
  await refuseHome(environment, real)
  for (const name of await readdir(real)) await rm(join(real, name), { recursive: true })
  return true
}

/**
 * Where the cache keeps a remote file: under its path without protocol and query, or under an explicit key.
 *
 * @throws {@link InvalidCacheDirectory} when the key leads out of the cache
 */
export function cachedPath(cacheDirectory: string, remote: string, cacheKey?: string): string {
  const local = cacheKey ?? remote.replace(/^[^:]+:\/\//, '').replace(/\?.*$/s, '')
  const path = isAbsolute(local) ? normalize(local) : join(cacheDirectory, local)
  if (!isInside(path, cacheDirectory)) {
    throw new InvalidCacheDirectory(path, `cache key '${local}' leads out of the cache '${cacheDirectory}'.`)
  }
  return path
}

async function fallback(environment: Environment): Promise<string> {
  return (await readCachePath(environment, systemFile(environment))) ?? defaultCacheDirectory(environment)
}

async function readCachePath(environment: Environment, file: string): Promise<string | undefined> {
  const value = (await readEnvFile(environment, file))?.get(key)
  return value === undefined || value === '' || value === 'null' ? undefined : value
}

async function checkedDirectory(environment: Environment, directory: string): Promise<string> {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(directory)) {
    throw new InvalidCacheDirectory(directory, 'it must be a local path.')
  }
  const path = normalize(absolute(directory, 'the path must be absolute.'))
  const real = await realPath(path)
  if (real !== undefined && !(await stat(real)).isDirectory()) {
    throw new InvalidCacheDirectory(directory, 'it is a file, not a directory.')
  }
  await refuseHome(environment, real ?? path)
  return path
}

/** Clearing the cache deletes what is in it, which must not be everything that the user has. */
async function refuseHome({ home }: Environment, directory: string): Promise<void> {
  if (isInside((await realPath(home)) ?? home, directory)) {
    throw new InvalidCacheDirectory(directory, 'it holds the home directory, and a cache can be cleared.')
  }
}

async function moveCache({ environment, logger }: SetupContext, from: string, to: string): Promise<void> {
  const [source, target] = [await realPath(from), (await realPath(to)) ?? to]
  if (source === undefined || source === target) return
  if (isInside(target, source) || isInside(source, target)) {
    throw new InvalidCacheDirectory(to, `it and the present cache directory '${from}' lie in each other.`)
  }
  await cp(source, target, { recursive: true, preserveTimestamps: true })
  const shared = from === (await readCachePath(environment, systemFile(environment)))
  if (!shared) await rm(source, { recursive: true })
  logger.info(`${shared ? 'copied' : 'moved'} the cache from ${from} to ${to}`)
}

function absolute(path: string, reason: string): string {
  if (!isAbsolute(path)) throw new InvalidCacheDirectory(path, reason)
  return path
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

async function realPath(path: string): Promise<string | undefined> {
  try {
    return await realpath(path)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}
