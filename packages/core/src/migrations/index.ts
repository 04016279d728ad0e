export { checkMigrations, type MigrationCheck } from './check-migrations.ts'
export { coreMigrations } from './core-migrations.ts'
export {
  deployMigrations,
  type Deployment,
  type DeployOptions,
  type MigrationProgress,
} from './deploy-migrations.ts'
export { DanglingReferences, MigrationFailed, SchemaIncomplete, SchemaTooOld } from './errors.ts'
export type { ModuleSeed, ModuleSetup, SeedContext } from './module-setup.ts'
export type { DjangoRow, MigrationDef, ModuleMigrations, TableColumns } from './migration.ts'
export { schemaLevel, type SchemaLevel } from './schema-level.ts'
export { seedModuleRows } from './seed-module-rows.ts'
export {
  seedCoreRows,
  type CoreSeed,
  type SeededRows,
  type SeedStorage,
  type SeedUser,
} from './seed-core-rows.ts'
