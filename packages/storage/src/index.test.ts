import { expect, it } from 'vitest'
import * as storage from './index.ts'

it('the public surface holds exactly these values', () => {
  expect(Object.keys(storage).sort().join(' ')).toMatchInlineSnapshot(
    `"DiskFull EmptyDirectory InvalidByteRange InvalidStorageKey InvalidStorageRoot IsADirectory LocalStorage MemoryStorage NotADirectory NotAFile PathExists PathNotFound SourceChanged SourceContainsStorage StorageError StorageFailed StorageNotReadable StorageNotWritable StorageTypeNotSupported combineHashes hashBytes hashChunkBytes hashDirectory hashFile inferStorageType isStorageError legacyStorageMarkerKey makeFolder normalizeRoot openStorage parseStorageMarker prepareRoot readStorageMarker resolvePath storageErrorCodes storageMarkerKey storageMarkerText writeStorageMarker"`,
  )
})
