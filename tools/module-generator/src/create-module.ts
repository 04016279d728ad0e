import { join } from 'node:path'

import { ModuleFolderNotEmpty } from './errors.ts'
import { moduleNames, type ModuleNames } from './module-names.ts'
import { migrationStatements } from './schema/migration-statements.ts'
import { snapshotFile } from './snapshot-file.ts'
import { declareModule } from './templates/declare-module.ts'
import { migrationFile } from './templates/migration-file.ts'
import { packageFiles } from './templates/package-files.ts'
import { sourceFiles } from './templates/source-files.ts'
import { isFree, writeFiles } from './write-files.ts'

/** A module that shall be written. */
export interface NewModule {
  /** Lower-case letters, digits and underscores. */
  readonly module: string
  /** Class of its registry; `Sample` by default. */
  readonly registry?: string | undefined
  /** Absolute path of the package; must be free. */
  readonly folder: string
}

/** A module that was written. */
export interface CreatedModule {
  readonly module: string
  readonly packageName: string
  readonly folder: string
  /** Paths of the files in the folder. */
  readonly files: readonly string[]
}

/**
 * Writes the smallest good module package: one registry with links to artifacts, its migration for both databases, types,
 * README, and a test that passes before anything is edited. Needs neither a database nor the network.
 *
 * @throws {@link InvalidModuleName} {@link ModuleFolderNotEmpty}
 */
export async function createModule({ module, registry, folder }: NewModule): Promise<CreatedModule> {
  const names = moduleNames(module, registry ?? 'Sample')
  if (!(await isFree(folder))) throw new ModuleFolderNotEmpty(folder)
  const files = { ...packageFiles(names), ...sourceFiles(names), ...(await firstMigration(names)) }
  await writeFiles(folder, files)
  return { module, packageName: names.packageName, folder, files: Object.keys(files).sort() }
}

async function firstMigration(names: ModuleNames): Promise<{ readonly [path: string]: string }> {
  const declaration = declareModule(names)
  const [sqlite, postgresql] = await Promise.all([
    migrationStatements(declaration, undefined, 'sqlite'),
    migrationStatements(declaration, undefined, 'postgresql'),
  ])
  const statements = { sqlite: sqlite.statements, postgresql: postgresql.statements }
  return {
    [join('src', 'migrations', '0001-initial.ts')]: migrationFile({
      name: '0001_initial',
      constant: 'initial',
      statements,
    }),
    [snapshotFile('sqlite')]: sqlite.snapshot,
    [snapshotFile('postgresql')]: postgresql.snapshot,
  }
}
