import { InvalidModule } from '../errors.ts'
import type { MigrationDef, ModuleMigrations } from './migration.ts'

/** A migration under the name that `laminx_migration` records. */
export interface NamedMigration {
  /** `<module>.<name>`. */
  readonly id: string
  readonly module: string
  readonly definition: MigrationDef
}

/**
 * All migrations in the order in which they run: each module after those it depends on, otherwise as given.
 *
 * @throws {@link InvalidModule} when a dependency is missing or goes round in a circle, or a name comes twice
 */
export function orderedMigrations(modules: readonly ModuleMigrations[]): readonly NamedMigration[] {
  return modulesInOrder(modules).flatMap((module) => namedMigrations(module))
}

function namedMigrations({ module, migrations }: ModuleMigrations): readonly NamedMigration[] {
  const names = migrations.map((definition) => definition.name)
  const repeated = names.filter((name, index) => names.indexOf(name) !== index)
  if (repeated.length > 0) {
    throw new InvalidModule(module, [`Its migrations share the name '${repeated[0]}'.`])
  }
  return migrations.map((definition) => ({ id: `${module}.${definition.name}`, module, definition }))
}

function modulesInOrder(modules: readonly ModuleMigrations[]): readonly ModuleMigrations[] {
  const byName = new Map(modules.map((module) => [module.module, module]))
  const ordered = new Set<ModuleMigrations>()
  const visit = (module: ModuleMigrations, path: readonly string[]): void => {
    if (ordered.has(module)) return
    if (path.includes(module.module)) {
      throw new InvalidModule(module.module, [`It depends on itself through ${path.join(' → ')}.`])
    }
    for (const name of module.dependsOn) {
      const dependency = byName.get(name)
      if (dependency === undefined) {
        throw new InvalidModule(module.module, [
          `It depends on module '${name}', which is not among the given ones.`,
        ])
      }
      visit(dependency, [...path, module.module])
    }
    ordered.add(module)
  }
  for (const module of modules) visit(module, [])
  return [...ordered]
}
