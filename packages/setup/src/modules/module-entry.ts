import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import type { PackageManifest } from './package-manifest.ts'

/**
 * File URL of a package's entry, or of a subpath that it exports, as Node would import it: conditions given on the
 * command line count, and packages that only have the condition `import` work.
 *
 * @param subpath - `.` or `./name`
 * @returns `undefined` when the package does not export it
 */
export function resolvePackageEntry(manifest: PackageManifest, subpath = '.'): string | undefined {
  const resolved = resolveLikeRequire(manifest, subpath) ?? resolveForImport(manifest, subpath)
  return resolved === undefined ? undefined : pathToFileURL(resolved).href
}

function resolveLikeRequire(manifest: PackageManifest, subpath: string): string | undefined {
  // A package may import itself by name once it has `exports`; before, its folder is what there is to resolve.
  const request = manifest.exports === undefined ? subpath : manifest.name + subpath.slice(1)
  try {
    return createRequire(join(manifest.folder, 'package.json')).resolve(request)
  } catch {
    return undefined
  }
}

const importConditions: ReadonlySet<string> = new Set(['node', 'import', 'default'])

function resolveForImport({ exports, folder }: PackageManifest, subpath: string): string | undefined {
  const isMap =
    typeof exports === 'object' && exports !== null && Object.keys(exports)[0]?.startsWith('.') === true
  const target = isMap
    ? (exports as Readonly<Record<string, unknown>>)[subpath]
    : subpath === '.'
      ? exports
      : undefined
  const file = pickTarget(target)
  return file === undefined ? undefined : join(folder, file)
}

function pickTarget(target: unknown): string | undefined {
  if (typeof target === 'string') return target
  if (typeof target !== 'object' || target === null) return undefined
  const conditions: readonly [string, unknown][] = Object.entries(target)
  const chosen = conditions
    .filter(([name]) => importConditions.has(name))
    .map(([, value]) => pickTarget(value))
  return chosen.find((file) => file !== undefined)
}
