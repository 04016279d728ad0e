import { opendir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'

import { resolvePath } from '@lamindb/storage'

import { FileNotFound, InvalidArgument } from '../../errors.ts'
import { compareCodePoints } from '../../identity/index.ts'
import type { BoundRegistry } from '../../registry/record.ts'
import type { Artifact } from '../artifact.ts'
import type { RunOptions } from '../run-outputs.ts'
import { localPath } from './artifact-content.ts'
import { createArtifact } from './create-artifact.ts'

export interface FromDirOptions extends RunOptions {
  /** First part of the keys; by default the path below the storage location, or the name of the folder. */
  readonly key?: string | null
}

/**
 * One artifact per file of a folder and the folders below, in the order of their paths. Of files with the same content the
 * first one counts.
 */
export async function fromDir(
  registry: BoundRegistry<Artifact>,
  folder: string | URL,
  { key, ...options }: FromDirOptions,
): Promise<Artifact[]> {
  const { instance } = registry
  const path = await resolvePath(localPath(folder))
  const current = await instance.storage.current()
  const found = await instance.storage.find(path, current)
  if (!found && !key) {
    instance.logger.warning(
      `folder is outside existing storage location, will copy files from ${path} to ${current.root}/${basename(path)}`,
    )
  }
  const prefix = (key ?? found?.key ?? basename(path)).replace(/\/+$/, '')
  const artifacts: Artifact[] = []
  for (const file of await filesBelow(path)) {
    artifacts.push(
      await createArtifact(registry, join(path, file), {
        ...options,
        key: `${prefix}/${file}`,
        skipCheckExists: true,
      }),
    )
  }
  return withoutRepetitions(registry, artifacts)
}

/** Paths relative to the folder, `/` between their parts. */
async function filesBelow(folder: string): Promise<string[]> {
  const files: string[] = []
  const pending = ['']
  for (let relative = pending.pop(); relative !== undefined; relative = pending.pop()) {
    for await (const entry of await openFolder(join(folder, relative))) {
      const name = relative === '' ? entry.name : `${relative}/${entry.name}`
      if (entry.isDirectory()) pending.push(name)
      else if ((await stat(join(folder, name))).isFile()) files.push(name)
    }
  }
  return files.sort(compareCodePoints)
}

async function openFolder(path: string): ReturnType<typeof opendir> {
  try {
    return await opendir(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new FileNotFound(path, { cause: error })
    if (code !== 'ENOTDIR') throw error
    throw new InvalidArgument(`'${path}' is no folder.`, {
      cause: error,
      hint: 'Make an artifact of a single file with Artifact.create().',
    })
  }
}

function withoutRepetitions(registry: BoundRegistry<Artifact>, artifacts: readonly Artifact[]): Artifact[] {
  const uids = new Set<string>()
  const distinct = artifacts.filter(({ uid }) => !uids.has(uid) && uids.add(uid))
  const hashes = new Set<string | null>()
  const repeated = distinct.filter(({ hash }) => hash !== null && (hashes.has(hash) || !hashes.add(hash)))
  if (repeated.length > 0) {
    const shown = repeated.slice(0, 10).map(({ uid, key }) => `    ${uid} ${String(key)}`)
    registry.instance.logger.warning(
      `there are multiple artifact uids with the same hashes, dropping ${repeated.length} duplicates out of ${distinct.length} artifacts:\n${shown.join('\n')}`,
    )
  }
  return distinct.filter((artifact) => !repeated.includes(artifact))
}
