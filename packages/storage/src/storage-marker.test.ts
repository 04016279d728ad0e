import { describe, expect, it } from 'vitest'
import { MemoryStorage } from './memory/memory-storage.ts'
import {
  legacyStorageMarkerKey,
  parseStorageMarker,
  readStorageMarker,
  storageMarkerKey,
  storageMarkerText,
  writeStorageMarker,
} from './storage-marker.ts'

const content = {
  uid: 'D9BilDV2aaaa',
  instanceSlug: 'owner/name',
  instanceId: '037BA1E0-8D80-4F91-A902-75A47735076A',
  instanceUid: '4XIuR0tvaiXM',
}

describe('the marker of a storage location', () => {
  it('is five lines without a final line feed', () => {
    expect(storageMarkerText(content)).toBe(
      'D9BilDV2aaaa\ncreation info:\ninstance_slug=owner/name\n' +
        'instance_id=037ba1e08d804f91a90275a47735076a\ninstance_uid=4XIuR0tvaiXM',
    )
  })

  it('is written once and read back', async () => {
    const storage = new MemoryStorage()
    expect(await readStorageMarker(storage)).toBeUndefined()
    const written = await writeStorageMarker(storage, content)
    expect(written).toEqual({ uid: content.uid, instanceId: '037ba1e08d804f91a90275a47735076a' })
    expect(await readStorageMarker(storage)).toEqual(written)
  })

  it('of another location is returned and left as it is', async () => {
    const storage = new MemoryStorage()
    await storage.write(storageMarkerKey, 'other\n')
    expect(await writeStorageMarker(storage, content)).toEqual({ uid: 'other', instanceId: undefined })
    expect(await readStorageMarker(storage)).toEqual({ uid: 'other', instanceId: undefined })
  })

  it('is renamed from its legacy name when it is seen', async () => {
    const storage = new MemoryStorage()
    await storage.write(legacyStorageMarkerKey, 'legacy')
    expect(await readStorageMarker(storage)).toEqual({ uid: 'legacy', instanceId: undefined })
    expect(await storage.stat(legacyStorageMarkerKey)).toBeUndefined()
    expect(await storage.stat(storageMarkerKey)).toBeDefined()
  })

  it('marks nothing when it is empty, so that it is written', async () => {
    const storage = new MemoryStorage()
    await storage.write(legacyStorageMarkerKey, '')
    expect(await readStorageMarker(storage)).toBeUndefined()
    expect(await writeStorageMarker(storage, content)).toMatchObject({ uid: content.uid })
  })

  it('names an instance only by a valid id', () => {
    expect(parseStorageMarker('u\ninstance_id=nonsense')).toEqual({ uid: 'u', instanceId: undefined })
    expect(parseStorageMarker(`u\r\ninstance_id=${content.instanceId}\r\n`)?.instanceId).toBe(
      '037ba1e08d804f91a90275a47735076a',
    )
  })
})
