import type { MigrationDef } from '@lamindb/core/migrations'

import { djangoRows } from './generated/base.ts'

/** The tables of pertdb as the reference's migrations make them; their SQL is loaded when a database needs it. */
export const base: MigrationDef = {
  name: '0001_base',
  djangoRows,
  up: {
    sqlite: async () => (await import('./generated/base.sqlite.ts')).statements,
    postgresql: async () => (await import('./generated/base.postgresql.ts')).statements,
  },
  tables: async () => (await import('./generated/base.ts')).tables,
}
