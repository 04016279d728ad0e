import { LocalStorage } from './local/local-storage.ts'
import type { NormalizeRootOptions } from './storage-root.ts'
import type { Storage } from './storage.ts'

/**
 * Opens the storage location below a root, with the driver of its type.
 *
 * @throws `InvalidStorageRoot`, `StorageTypeNotSupported` for every type but `local`
 */
export async function openStorage(root: string, options: NormalizeRootOptions = {}): Promise<Storage> {
  return LocalStorage.open(root, options)
}
