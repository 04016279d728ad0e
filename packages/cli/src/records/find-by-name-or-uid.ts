import type { Instance, RegistryRecord } from '@lamindb/core'

import { RecordNotFound } from '../errors.ts'
import type { AnyRegistry } from './find-registry.ts'

/**
 * The record that an option names; nothing when the option was not given.
 *
 * @throws {@link RecordNotFound}
 */
export async function findByNameOrUid<R extends RegistryRecord>(
  db: Instance,
  registryName: string,
  text: string | undefined,
): Promise<R | undefined> {
  if (text === undefined) return undefined
  const registry = db.registryNamed(registryName) as AnyRegistry
  const where = { $or: [{ name: text }, { uid: text }] }
  const record = await registry.filter(where as object).first()
  if (record === undefined) throw new RecordNotFound(registryName, 'name or uid', text)
  return record as unknown as R
}
