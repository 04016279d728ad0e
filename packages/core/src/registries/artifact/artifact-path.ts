import type { Storage as StorageDriver } from '@lamindb/storage'

import { InvalidArgument } from '../../errors.ts'
import { storageKey } from '../../identity/index.ts'
import { instanceOf } from '../../registry/record-state.ts'
import type { Artifact } from '../artifact.ts'
import type { Storage } from '../storage.ts'
import { ARTIFACT } from './artifact-state.ts'

/** Fields of an artifact that say where its content lies below the root of the storage location. */
type KeyFields = Pick<
  Artifact,
  '_keyIsVirtual' | '_overwriteVersions' | '_realKey' | 'key' | 'suffix' | 'uid'
>

/** Key of the content below the root of its storage location. */
export function storageKeyOf(artifact: KeyFields): string {
  return storageKey({
    uid: artifact.uid,
    suffix: artifact.suffix,
    overwriteVersions: artifact._overwriteVersions,
    key: artifact.key,
    keyIsVirtual: artifact._keyIsVirtual,
    realKey: artifact._realKey,
  })
}

/** The storage location of an artifact; no query for the current one. */
export async function storageOf(artifact: Artifact): Promise<Storage> {
  const { storage: locations } = instanceOf(artifact)
  const { loaded } = artifact.storage
  if (loaded) return loaded
  const current = await locations.current()
  return current.id === artifact.storageId ? current : artifact.storage
}

export interface ContentPlace {
  readonly storage: Storage
  readonly driver: StorageDriver
  readonly key: string
}

/** Where the content of an artifact lies, or is to lie. */
export async function placeOf(artifact: Artifact): Promise<ContentPlace> {
  return locatedAt(artifact, await storageOf(artifact), storageKeyOf(artifact))
}

export async function locatedAt(artifact: Artifact, storage: Storage, key: string): Promise<ContentPlace> {
  return { storage, driver: await instanceOf(artifact).storage.driver(storage), key }
}

/** Absolute path or URL of the content; of the local source before it is stored. */
export async function pathOf(artifact: Artifact): Promise<string> {
  const { source } = artifact[ARTIFACT]
  if (source) return source.path
  const { driver, key } = await placeOf(artifact)
  return driver.locate(key)
}

export async function contentExists(artifact: Artifact): Promise<boolean> {
  const { driver, key } = await placeOf(artifact)
  return (await driver.stat(key)) !== undefined
}

/** @throws InvalidArgument for an old version of a folder, whose files the later versions have replaced */
export function checkReadable(artifact: Artifact): void {
  if (!artifact._overwriteVersions || artifact.isLatest) return
  throw new InvalidArgument(
    'Cannot read this outdated artifact version: its files were overwritten and are no longer available.\n' +
      'Read from the latest version: artifact.versions.get(is_latest=True)',
    { hint: 'In TypeScript: await artifact.versions().get({ isLatest: true })' },
  )
}
