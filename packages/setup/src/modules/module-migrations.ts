import type { LaminModule } from '@lamindb/core'
import type { ModuleMigrations } from '@lamindb/core/migrations'

/** The migrations of core and of these modules, as core's migration functions take them. */
export async function migrationsOf(modules: readonly LaminModule[]): Promise<readonly ModuleMigrations[]> {
  const { coreMigrations } = await import('@lamindb/core/migrations')
  const own = modules.map(({ name, dependsOn, migrations }) => ({ module: name, dependsOn, migrations }))
  return [coreMigrations, ...own]
}
