import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

import { hashFile } from '@lamindb/storage'

import type { Instance } from '../instance/instance.ts'
import type { Artifact } from '../registries/artifact.ts'
import type { Run } from '../registries/run.ts'
import { RUN_KIND } from '../registries/run/run-kind.ts'
import { QuerySet } from '../registry/query-set.ts'

/** Files in which package managers write down the exact version of every installed package, by preference. */
const LOCK_FILES = [
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'deno.lock',
] as const

/** The lock file that holds for a program: the first one found from its folder upwards. */
export async function findLockFile(program: string): Promise<string | undefined> {
  for (let folder = dirname(program); ; folder = dirname(folder)) {
    for (const name of LOCK_FILES) {
      const path = join(folder, name)
      if (await hasContent(path)) return path
    }
    if (folder === dirname(folder)) return undefined
  }
}

async function hasContent(path: string): Promise<boolean> {
  try {
    const found = await stat(path)
    return found.isFile() && found.size > 0
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') return false
    throw error
  }
}

/**
 * Makes a lock file the environment of a run. The same file is stored once: it is looked for among the artifacts that
 * describe runs only, so that it never becomes what somebody registered as data.
 *
 * @param path - a file with content; it must not be the artifact of a user
 */
export async function storeEnvironment(instance: Instance, run: Run, path: string): Promise<void> {
  const { hash } = await hashFile(path)
  const registry = instance.registryNamed('Artifact')
  const known = await new QuerySet<Artifact>(registry)
    .filter({ hash, kind: RUN_KIND, branch: null as never })
    .exclude({ size: 0 })
    .first()
  run.set({ environment: known ?? (await storeRunArtifact(instance, path, basename(path))) })
}

/** Stores a file that describes a run: of a hidden kind, and made by no run. */
export async function storeRunArtifact(
  instance: Instance,
  path: string,
  description: string,
): Promise<Artifact> {
  const options = { description, kind: RUN_KIND, run: false, skipHashLookup: true } as const
  return instance.Artifact.create(path, options).save()
}
