export type { DjangoRow, MigrationDef, ModuleMigrations, TableColumns } from './migration.ts'
