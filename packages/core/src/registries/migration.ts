import { defineEntity } from '../registry/define-entity.ts'

import { registry } from '../registry/registry.ts'
import { bigId, timestamp, varchar } from './columns.ts'

export const MigrationEntity = defineEntity({
  name: 'Migration',
  tableName: 'django_migrations',
  properties: {
    id: bigId(),
    app: varchar(255),
    name: varchar(255),
    applied: timestamp(),
  },
})

export class Migration extends registry(MigrationEntity) {}
