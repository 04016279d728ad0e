import { InvalidArgument } from '../errors.ts'
import { pyRepr } from './python-text.ts'

/** Folder below the root of a storage location that belongs to LaminDB, with its slash. */
export const managedFolder = '.lamindb/'

/** Characters of an artifact's uid that all versions share; the file name of artifacts that overwrite versions. */
const artifactStemLength = 16

/**
 * Checks the key of any registry: forward slashes only, no `.` and `..` segments. Leading, trailing and double slashes
 * are fine.
 *
 * @throws {@link InvalidArgument} naming the key
 */
export function checkKey(key: string): void {
  if (key.includes('\\')) throw new InvalidArgument(`Backslashes are not allowed in key ${pyRepr(key)}.`)
  const relative = key.split('/').find((segment) => segment === '.' || segment === '..')
  if (relative !== undefined) {
    throw new InvalidArgument(`Relative path segment ${pyRepr(relative)} detected in key ${pyRepr(key)}.`)
  }
}

/**
 * Checks a key that a user gives to an artifact: in addition to {@link checkKey} nothing in the managed folder.
 *
 * @throws {@link InvalidArgument} naming the key
 */
export function checkArtifactKey(key: string): void {
  if (isManagedPath(key)) {
    throw new InvalidArgument('Do not pass key that contains a managed storage path in `.lamindb/`', {
      hint: `The key is '${key}'. Choose one outside this folder.`,
    })
  }
  checkKey(key)
}

/** Whether a key or path lies in the managed folder of a storage location. */
export function isManagedPath(path: string): boolean {
  return path.includes(managedFolder)
}

/** What the key below the managed folder is made of. */
export interface AutoStorageKeyInput {
  /** Uid of the artifact, 20 characters. */
  readonly uid: string
  /** Canonical suffix, may be empty. */
  readonly suffix: string
  /** Whether a new version takes the place of the old one. */
  readonly overwriteVersions: boolean
}

/** Key of a file or folder that has no place of its own: `.lamindb/<uid or its stem><suffix>`. */
export function autoStorageKey({ uid, suffix, overwriteVersions }: AutoStorageKeyInput): string {
  return `${managedFolder}${overwriteVersions ? uid.slice(0, artifactStemLength) : uid}${suffix}`
}

/** What decides where an artifact lies below the root of its storage location. */
export interface StorageKeyInput extends AutoStorageKeyInput {
  readonly key: string | null
  /** Whether the key is a name only, and the file lies elsewhere. */
  readonly keyIsVirtual: boolean
  /** Key of the file, if it differs from what the other fields say. */
  readonly realKey: string | null
}

/** Key of an artifact's file or folder below the root of its storage location. */
export function storageKey(artifact: StorageKeyInput): string {
  if (artifact.realKey !== null) return artifact.realKey
  return artifact.key === null || artifact.keyIsVirtual ? autoStorageKey(artifact) : artifact.key
}
