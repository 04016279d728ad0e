import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { readPackageManifest, type PackageManifest } from './package-manifest.ts'
import type { Environment } from '../environment/environment.ts'
import { AmbiguousModule } from '../errors.ts'
import { ancestors } from '../settings/ancestors.ts'

/** An installed package that provides a module. */
export interface ModulePackage {
  readonly module: string
  readonly manifest: PackageManifest
}

/**
 * Finds the package that provides a module: `@lamindb/<name>`, installed where the working directory or this package
 * would import it from; else a package that says so in its `package.json`, among the dependencies that the
 * `package.json` files from the working directory upwards name, and those packages themselves.
 *
 * @returns `undefined` when no installed package provides it
 * @throws {@link AmbiguousModule} when several of those dependencies provide it
 */
export async function findModulePackage(
  environment: Environment,
  module: string,
): Promise<ModulePackage | undefined> {
  if (!/^[\w-]+$/.test(module)) return undefined
  const own = await findOwnPackage(environment, module)
  if (own !== undefined) return { module, manifest: own }
  const found = (await listDeclaredModules(environment)).filter((entry) => entry.module === module)
  if (found.length > 1) throw new AmbiguousModule(module, found.map((entry) => entry.manifest.name).sort())
  return found[0]
}

/**
 * The packages that say in their `package.json` that they provide a module, as {@link findModulePackage} looks for
 * them. Reads one file per dependency and loads no module.
 */
export async function listDeclaredModules(environment: Environment): Promise<readonly ModulePackage[]> {
  const found = new Map<string, ModulePackage>()
  for (const directory of ancestors(environment.workingDirectory)) {
    const manifest = await readPackageManifest(directory)
    if (manifest === undefined) continue
    const installed = manifest.dependencies.map((name) => findInstalled(directory, name))
    for (const candidate of [manifest, ...(await Promise.all(installed))]) {
      if (candidate?.lamindb === undefined || found.has(candidate.name)) continue
      found.set(candidate.name, { module: candidate.lamindb.module, manifest: candidate })
    }
  }
  return [...found.values()]
}

async function findOwnPackage(
  environment: Environment,
  module: string,
): Promise<PackageManifest | undefined> {
  const name = `@lamindb/${module}`
  const hereFrom = dirname(fileURLToPath(import.meta.url))
  return (await findInstalled(environment.workingDirectory, name)) ?? findInstalled(hereFrom, name)
}

/** The package that Node would import under this name from a directory. */
async function findInstalled(directory: string, name: string): Promise<PackageManifest | undefined> {
  for (const ancestor of ancestors(directory)) {
    const manifest = await readPackageManifest(join(ancestor, 'node_modules', name))
    if (manifest !== undefined) return manifest
  }
  return undefined
}
