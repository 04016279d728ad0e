import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import type { LaminModule } from '@lamindb/core'

import { InvalidModuleName, ModuleFolderRefused, NotAModuleFolder } from './errors.ts'
import { migrationStatements } from './schema/migration-statements.ts'
import { snapshotFile } from './snapshot-file.ts'
import { migrationFile } from './templates/migration-file.ts'
import { writeFiles } from './write-files.ts'

/** A migration that shall be written. */
export interface NewMigration {
  /** Absolute path of the module's package. */
  readonly folder: string
  /** What changes, in words joined by hyphens; `changes` by default. */
  readonly name?: string | undefined
  /** Loads the modules beside core that the module depends on, and theirs. */
  readonly loadModules: (names: readonly string[]) => Promise<readonly LaminModule[]>
}

/** A migration that was written. */
export interface CreatedMigration {
  readonly module: string
  /** As databases record it, `0002_changes`. */
  readonly name: string
  /** Path in the package. */
  readonly file: string
  /** How many statements it has for each database. */
  readonly statements: { readonly sqlite: number; readonly postgresql: number }
}

/**
 * Writes the migration that leads from the tables of the snapshots to those of the entities, and the new snapshots. Needs
 * no database.
 *
 * @returns `undefined` when the entities ask for nothing new
 * @throws {@link NotAModuleFolder} when the folder was not written by `createModule`, or its sources cannot be loaded
 * @throws {@link InvalidModuleName} for a name that is no words joined by hyphens
 */
export async function createMigration(request: NewMigration): Promise<CreatedMigration | undefined> {
  const { folder, name = 'changes' } = request
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name))
    throw new InvalidModuleName(
      name,
      'a migration is named by lower-case words joined by hyphens',
      'Write it as in add-age.',
    )
  const declaration = await loadDeclaration(folder)
  const dependencies = await request.loadModules(declaration.dependsOn.filter((one) => one !== 'core'))
  const [sqlite, postgresql] = await Promise.all([
    stepFor(folder, declaration, 'sqlite', dependencies),
    stepFor(folder, declaration, 'postgresql', dependencies),
  ])
  if (sqlite.statements.length + postgresql.statements.length === 0) return undefined
  const number = await nextNumber(folder)
  const stem = `${number}-${name}`
  const constant = `${camelCase(name)}${Number(number)}`
  const recorded = stem.replaceAll('-', '_')
  const list = await extendedList(folder, constant, stem)
  await writeFiles(folder, {
    [migrationPath(`${stem}.ts`)]: migrationFile({
      name: recorded,
      constant,
      statements: { sqlite: sqlite.statements, postgresql: postgresql.statements },
    }),
    [migrationPath('migrations.ts')]: list,
    [snapshotFile('sqlite')]: sqlite.snapshot,
    [snapshotFile('postgresql')]: postgresql.snapshot,
  })
  return {
    module: declaration.name,
    name: recorded,
    file: migrationPath(`${stem}.ts`),
    statements: { sqlite: sqlite.statements.length, postgresql: postgresql.statements.length },
  }
}

const migrationPath = (file: string): string => join('src', 'migrations', file)

const camelCase = (name: string): string =>
  name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

async function stepFor(
  folder: string,
  declaration: LaminModule,
  dialect: 'sqlite' | 'postgresql',
  dependencies: readonly LaminModule[],
): ReturnType<typeof migrationStatements> {
  const snapshot = await read(folder, snapshotFile(dialect))
  return migrationStatements(declaration, snapshot, dialect, dependencies)
}

async function read(folder: string, path: string): Promise<string> {
  try {
    return await readFile(join(folder, path), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw new ModuleFolderRefused(folder, error)
    throw new NotAModuleFolder(folder, `it has no file ${path}`)
  }
}

/** The declaration among the exports of the sources, which Node runs as they are. */
async function loadDeclaration(folder: string): Promise<LaminModule> {
  const entry = join(folder, 'src', 'index.ts')
  await read(folder, join('src', 'index.ts'))
  const exported = await importSources(folder, entry)
  const declaration = Object.values(exported).find(isDeclaration)
  if (declaration === undefined)
    throw new NotAModuleFolder(folder, 'src/index.ts exports no declaration of a module')
  return declaration
}

async function importSources(folder: string, entry: string): Promise<{ readonly [name: string]: unknown }> {
  try {
    return (await import(pathToFileURL(entry).href)) as { readonly [name: string]: unknown }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const hint = 'Run `npm install` in it, and correct what its sources say wrong.'
    throw new NotAModuleFolder(folder, `src/index.ts cannot be loaded: ${reason}`, { hint, cause: error })
  }
}

function isDeclaration(value: unknown): value is LaminModule {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'lamin-module'
}

async function nextNumber(folder: string): Promise<string> {
  const files = await readdir(join(folder, 'src', 'migrations'))
  const numbers = files.map((file) => Number(/^(\d{4})-/.exec(file)?.[1] ?? 0))
  return String(Math.max(...numbers) + 1).padStart(4, '0')
}

/** The list of migrations with one more at its end. */
async function extendedList(folder: string, constant: string, stem: string): Promise<string> {
  const path = migrationPath('migrations.ts')
  const text = await read(folder, path)
  const imports = text.lastIndexOf('\nimport ')
  const end = text.indexOf('\n', imports + 1)
  const list = /(export const migrations\b[^=]*= \[)([^\]]*)\]/
  if (imports === -1 || !list.test(text)) {
    throw new NotAModuleFolder(folder, `${path} has no list 'export const migrations = [...]'`)
  }
  const extended = `${text.slice(0, end)}\nimport { ${constant} } from './${stem}.ts'${text.slice(end)}`
  return extended.replace(list, (_, head: string, items: string) => {
    const kept = items.trim().replace(/,$/, '')
    return `${head}${kept === '' ? '' : `${kept}, `}${constant}]`
  })
}
