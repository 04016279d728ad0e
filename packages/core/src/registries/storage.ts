import { defineEntity } from '../registry/define-entity.ts'

import type { DeletedRows, DeleteOptions } from '../registry/delete.ts'
import { Draft } from '../registry/draft.ts'
import type { RegistryRecord } from '../registry/record.ts'
import type { Fields } from '../registry/record-types.ts'
import { bound, registry } from '../registry/registry.ts'
import { toMany } from '../registry/relations.ts'
import type { SaveOptions } from '../registry/save.ts'
import { Artifact } from './artifact.ts'
import { saveWithFiles } from './save-with-files.ts'
import { createStorage, type StorageOptions } from './storage/create-storage.ts'
import { deleteStorage } from './storage/delete-storage.ts'
import { markAroundSave } from './storage/mark-storage.ts'
import { id, randomUidColumn, sqlRecord, text, tracksRun, tracksUpdates, varchar } from './columns.ts'

export const StorageEntity = defineEntity({
  name: 'Storage',
  tableName: 'lamindb_storage',
  properties: {
    id: id(),
    uid: randomUidColumn(12),
    root: varchar(255).unique(),
    description: text().nullable(),
    type: varchar(30).index(),
    region: varchar(64).nullable().index(),
    instanceUid: varchar(12).nullable().index(),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    artifacts: () => toMany(Artifact, 'storage'),
  },
})

/** A storage location: a folder or bucket whose content this instance knows, and may manage. */
export class Storage extends registry(StorageEntity, {
  nameField: 'root',
  around: markAroundSave,
  holdsFiles: true,
}) {
  /**
   * The location with this root, or a new one. Saving a new one marks the root as managed by this instance, unless it
   * bears the marker of another one already.
   *
   * @param root - absolute or relative path, or URL
   */
  static override create<C extends abstract new (...args: never[]) => RegistryRecord>(
    this: C,
    root: string | Fields<InstanceType<C>>,
    options: StorageOptions = {},
  ): Draft<InstanceType<C>> {
    const registry = bound<Storage>(this)
    const { root: path, ...fields } =
      typeof root === 'string' ? { root } : (root as StorageOptions & { root?: string })
    const draft = new Draft(registry, () => createStorage(registry, path, { ...fields, ...options }))
    return draft as unknown as Draft<InstanceType<C>>
  }

  /** Identifies the machine of a local location; `null` for locations in the cloud. */
  get host(): string | null {
    return this.type === 'local' ? this.region : null
  }

  override save(options: SaveOptions = {}): Promise<this> {
    return saveWithFiles(this, options)
  }

  override delete(options: DeleteOptions = {}): Promise<DeletedRows | undefined> {
    return deleteStorage(this, options)
  }
}
