import { defineEntity } from '@mikro-orm/core'

import { registry } from '../registry/registry.ts'
import { toMany } from '../registry/relations.ts'
import { Artifact } from './artifact.ts'
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

export class Storage extends registry(StorageEntity, { nameField: 'root' }) {}
