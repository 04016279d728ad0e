import type { ModuleSetup } from '@lamindb/core/migrations'

import { isCoreName } from './core-names.ts'
import { importModule } from './import-module.ts'
import { exportNameOf, loadDeclaration, requireModulePackage } from './load-module.ts'
import { resolvePackageEntry } from './module-entry.ts'
import type { ModulePackage } from './find-module-package.ts'
import { ModuleDeclarationMissing } from '../errors.ts'
import type { Environment } from '../environment/environment.ts'

/**
 * Loads what modules bring to a database, in the given order: from the light entry that a package names in its
 * `package.json`, else from its declaration. Names of the core registries are passed over.
 *
 * @throws {@link ModuleNotInstalled} {@link AmbiguousModule} {@link ModuleDeclarationMissing}
 */
export async function loadModuleSetups(
  environment: Environment,
  modules: readonly string[],
): Promise<readonly ModuleSetup[]> {
  const wanted = [...new Set(modules)].filter((module) => !isCoreName(module))
  const packages = await Promise.all(wanted.map((module) => requireModulePackage(environment, module)))
  return Promise.all(packages.map(loadSetup))
}

async function loadSetup(found: ModulePackage): Promise<ModuleSetup> {
  const { module, manifest } = found
  const subpath = manifest.lamindb?.setup
  const entry = subpath === undefined ? undefined : resolvePackageEntry(manifest, subpath)
  if (entry === undefined) {
    const { name, dependsOn, migrations, seed } = await loadDeclaration(found)
    return { module: name, dependsOn, migrations, ...(seed && { seed }) }
  }
  const exported = (await importModule(module, entry))[exportNameOf(module, 'Setup')]
  if (!isSetupOf(exported, module)) {
    throw new ModuleDeclarationMissing(module, manifest.name, exportNameOf(module, 'Setup'))
  }
  return exported
}

function isSetupOf(value: unknown, module: string): value is ModuleSetup {
  return typeof value === 'object' && value !== null && (value as Partial<ModuleSetup>).module === module
}
