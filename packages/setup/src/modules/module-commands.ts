import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { importModule } from './import-module.ts'
import { findModulePackage, listDeclaredModules, type ModulePackage } from './find-module-package.ts'
import { resolvePackageEntry } from './module-entry.ts'
import type { PackageManifest } from './package-manifest.ts'
import type { Environment } from '../environment/environment.ts'

/** Commands that a module adds to the command line. */
export interface ModuleCommands {
  readonly module: string
  readonly packageName: string
  /** File URL of the file that describes the commands. */
  readonly url: string
  /**
   * Imports that file, which describes its commands and loads the module only when one of them runs; gives the export
   * `commands`.
   */
  load(): Promise<unknown>
}

/**
 * The commands of the modules that are installed here, as far as their `package.json` says that they have any. No
 * module is loaded.
 *
 * @param modules - further modules to look at, such as those of the current instance
 */
export async function listModuleCommands(
  environment: Environment,
  modules: readonly string[] = [],
): Promise<readonly ModuleCommands[]> {
  const named = await Promise.all(modules.map((module) => findModulePackage(environment, module)))
  const packages = new Map<string, ModulePackage>()
  for (const found of [...named, ...(await listDeclaredModules(environment))]) {
    if (found !== undefined && !packages.has(found.manifest.name)) packages.set(found.manifest.name, found)
  }
  return [...packages.values()].flatMap(({ module, manifest }) => {
    const url = commandsUrl(manifest)
    return url === undefined
      ? []
      : [
          {
            module,
            packageName: manifest.name,
            url,
            load: async () => (await importModule(module, url))['commands'],
          },
        ]
  })
}

function commandsUrl(manifest: PackageManifest): string | undefined {
  const commands = manifest.lamindb?.commands
  if (commands === undefined) return undefined
  const exported = resolvePackageEntry(manifest, commands)
  return exported ?? pathToFileURL(join(manifest.folder, commands)).href
}
