import { MemoryStorage, StorageNotWritable, storageMarkerKey, type Storage } from '@lamindb/storage'
import { describe, expect, it } from 'vitest'

import { claimLocation, type LocationClaim } from './claim-location.ts'
import { RollbackSteps } from './rollback-steps.ts'
import { StorageAlreadyManaged } from '../errors.ts'
import { temporaryHome, type TemporaryHome } from '../testing/temporary-home.ts'

const content = {
  uid: 'StorageUid12',
  instanceSlug: 'lab/x',
  instanceId: '3fae3ac9c7685a6396f2d619d4a5b2bf',
  instanceUid: '186kfOVJd0dZ',
}

function claimOf(home: TemporaryHome, storage: Storage, mayBeReadOnly = false): LocationClaim {
  return { context: home.context, storage, content, mayBeReadOnly }
}

/** A storage that refuses writes, as a folder without permission does. */
class ReadOnlyStorage extends MemoryStorage {
  override write(): Promise<never> {
    return Promise.reject(new StorageNotWritable(this.root))
  }
}

describe('claiming a storage location', () => {
  it('marks it, and a rollback takes the marker away', async () => {
    await using home = await temporaryHome()
    const storage = new MemoryStorage()
    const rollback = new RollbackSteps()
    expect(await claimLocation(claimOf(home, storage), rollback)).toEqual({
      uid: 'StorageUid12',
      instanceUid: '186kfOVJd0dZ',
    })
    expect(await storage.read(storageMarkerKey)).toBeDefined()
    await rollback.run(home.context.logger)
    expect(await storage.read(storageMarkerKey)).toBeUndefined()
  })

  it('takes over a marker of the same instance, which a rollback leaves', async () => {
    await using home = await temporaryHome()
    const storage = new MemoryStorage()
    await claimLocation(claimOf(home, storage), new RollbackSteps())
    const rollback = new RollbackSteps()
    const again = { ...claimOf(home, storage), content: { ...content, uid: 'AnotherUid12' } }
    expect(await claimLocation(again, rollback)).toMatchObject({ uid: 'StorageUid12' })
    await rollback.run(home.context.logger)
    expect(await storage.read(storageMarkerKey)).toBeDefined()
  })

  it('refuses a location of another instance', async () => {
    await using home = await temporaryHome()
    const storage = new MemoryStorage()
    await claimLocation(claimOf(home, storage), new RollbackSteps())
    const other = { ...claimOf(home, storage, true), content: { ...content, instanceId: 'f'.repeat(32) } }
    await expect(claimLocation(other, new RollbackSteps())).rejects.toBeInstanceOf(StorageAlreadyManaged)
  })

  it('does not manage what it cannot write, where that will do', async () => {
    await using home = await temporaryHome()
    const storage = new ReadOnlyStorage()
    expect(await claimLocation(claimOf(home, storage, true), new RollbackSteps())).toEqual({
      uid: 'StorageUid12',
      instanceUid: null,
    })
    expect(home.log).toEqual([
      { level: 'warning', message: expect.stringContaining('cannot be written') as string },
    ])
    await expect(claimLocation(claimOf(home, storage), new RollbackSteps())).rejects.toMatchObject({
      code: 'STORAGE_NOT_WRITABLE',
    })
  })
})
