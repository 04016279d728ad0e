export { createMigration, type CreatedMigration, type NewMigration } from './create-migration.ts'
export { createModule, type CreatedModule, type NewModule } from './create-module.ts'
export { InvalidModuleName, ModuleFolderNotEmpty, ModuleFolderRefused, NotAModuleFolder } from './errors.ts'
export { moduleNames, type ModuleNames } from './module-names.ts'
