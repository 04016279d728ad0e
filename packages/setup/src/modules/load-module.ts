import type { LaminModule } from '@lamindb/core'

import { isCoreName } from './core-names.ts'
import { findModulePackage, type ModulePackage } from './find-module-package.ts'
import { importModule } from './import-module.ts'
import { resolvePackageEntry } from './module-entry.ts'
import type { Environment } from '../environment/environment.ts'
import { ModuleDeclarationMissing, ModuleNotInstalled } from '../errors.ts'

/**
 * Loads the declarations of modules, in the given order. Names of the core registries are passed over.
 *
 * @throws {@link ModuleNotInstalled} {@link AmbiguousModule} {@link ModuleDeclarationMissing} {@link ModuleLoadFailed}
 */
export async function loadModules(
  environment: Environment,
  modules: readonly string[],
): Promise<readonly LaminModule[]> {
  const wanted = [...new Set(modules)].filter((module) => !isCoreName(module))
  const packages = await Promise.all(wanted.map((module) => requireModulePackage(environment, module)))
  return Promise.all(packages.map(loadDeclaration))
}

/** Like {@link findModulePackage}, and it must be there. */
export async function requireModulePackage(environment: Environment, module: string): Promise<ModulePackage> {
  const found = await findModulePackage(environment, module)
  if (found === undefined) throw new ModuleNotInstalled(module, environment.workingDirectory)
  return found
}

/** Name under which a package exports the declaration of a module: `cellLineModule` for `cell-line` and `cell_line`. */
export function declarationExportName(module: string): string {
  return exportNameOf(module, 'Module')
}

/** @internal `cellLineSetup` for `cell-line` and `cell_line`. */
export function exportNameOf(module: string, what: 'Module' | 'Setup'): string {
  return module.replaceAll(/[-_]+(\w)/g, (_, letter: string) => letter.toUpperCase()) + what
}

/** @internal */
export async function loadDeclaration({ module, manifest }: ModulePackage): Promise<LaminModule> {
  const exportName = declarationExportName(module)
  const entry = resolvePackageEntry(manifest)
  if (entry === undefined) throw new ModuleDeclarationMissing(module, manifest.name, exportName)
  const exported = (await importModule(module, entry))[exportName]
  if (!isDeclarationOf(exported, module))
    throw new ModuleDeclarationMissing(module, manifest.name, exportName)
  return exported
}

function isDeclarationOf(value: unknown, module: string): value is LaminModule {
  if (typeof value !== 'object' || value === null) return false
  const { kind, name } = value as Partial<Record<'kind' | 'name', unknown>>
  return kind === 'lamin-module' && name === module
}
