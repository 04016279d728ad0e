import type { ModuleMigrations, ModuleSetup } from '@lamindb/core/migrations'

/** The migrations of core and of these modules, as core's migration functions take them. */
export async function migrationsOf(modules: readonly ModuleSetup[]): Promise<readonly ModuleMigrations[]> {
  const { coreMigrations } = await import('@lamindb/core/migrations')
  return [coreMigrations, ...modules]
}
