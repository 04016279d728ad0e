import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { isMissing } from '../settings/setting-text-file.ts'

/** What `package.json` says in its field `lamindb`. */
export interface ModuleManifest {
  /** Name of the module that the package provides. */
  readonly module: string
  /** Its commands: a file relative to the package, or a subpath that the package exports. */
  readonly commands: string | undefined
  /** Its light entry for new databases: a subpath that the package exports. */
  readonly setup: string | undefined
}

/** The parts of a `package.json` that module discovery looks at. */
export interface PackageManifest {
  /** Folder of the package. */
  readonly folder: string
  readonly name: string
  readonly exports: unknown
  /** Names of the packages that this one depends on, in any of the four ways. */
  readonly dependencies: readonly string[]
  readonly lamindb: ModuleManifest | undefined
}

/** Reads the `package.json` of a folder; `undefined` when there is none, or it holds no JSON object. */
export async function readPackageManifest(folder: string): Promise<PackageManifest | undefined> {
  const content = parseObject(await readText(join(folder, 'package.json')))
  if (content === undefined) return undefined
  return {
    folder,
    name: typeof content['name'] === 'string' ? content['name'] : '',
    exports: content['exports'],
    dependencies: dependencyNames(content),
    lamindb: moduleManifest(content['lamindb']),
  }
}

const dependencyFields = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']

function dependencyNames(content: Readonly<Record<string, unknown>>): readonly string[] {
  return [...new Set(dependencyFields.flatMap((field) => Object.keys(asObject(content[field]) ?? {})))].sort()
}

function moduleManifest(value: unknown): ModuleManifest | undefined {
  const entry = asObject(value)
  if (entry === undefined || typeof entry['module'] !== 'string') return undefined
  return {
    module: entry['module'],
    commands: typeof entry['commands'] === 'string' ? entry['commands'] : undefined,
    setup: typeof entry['setup'] === 'string' ? entry['setup'] : undefined,
  }
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

function parseObject(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined) return undefined
  try {
    return asObject(JSON.parse(text))
  } catch {
    // A broken package.json of some dependency must not keep LaminDB from starting; npm reports it.
    return undefined
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return value as Readonly<Record<string, unknown>>
}
