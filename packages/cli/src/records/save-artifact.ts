import type { Artifact, Branch, Instance, Project, Space } from '@lamindb/core'

import type { CommandOutput } from '../command/command.ts'
import { findByNameOrUid } from './find-by-name-or-uid.ts'

/** What may be said of an artifact on the command line; related records by name or uid. */
export interface SaveArtifactOptions {
  readonly key?: string | undefined
  readonly description?: string | undefined
  readonly kind?: string | undefined
  readonly stemUid?: string | undefined
  readonly project?: string | undefined
  readonly space?: string | undefined
  readonly branch?: string | undefined
}

/**
 * Saves a file or folder as an artifact, a new version of the one with this key or stem.
 *
 * @throws {@link RecordNotFound} for a project, space or branch that does not exist; nothing is written
 */
export async function saveArtifact(
  db: Instance,
  path: string,
  options: SaveArtifactOptions,
): Promise<CommandOutput> {
  const { key, description, kind, stemUid } = options
  const project = await findByNameOrUid<Project>(db, 'Project', options.project)
  const space = await findByNameOrUid<Space>(db, 'Space', options.space)
  const branch = await findByNameOrUid<Branch>(db, 'Branch', options.branch)
  const revises = stemUid === undefined ? null : await db.Artifact.get(stemUid)
  const artifact = await db.Artifact.create(path, {
    key: key ?? null,
    description: description ?? null,
    kind: kind ?? null,
    revises,
    space: space ?? null,
    branch: branch ?? null,
    // There is no run, and nobody at the command line needs to be told how to track one or to make it from a table.
    run: false,
    otype: isTable.test(path) ? 'DataFrame' : null,
  }).save()
  if (project !== undefined) await artifact.projects.add(project)
  return describeSaved(artifact, project)
}

/** What an artifact takes for a table by itself, with advice to those who write programs. */
const isTable = /\.(?:csv|parquet|ipc)$/

async function describeSaved(artifact: Artifact, project: Project | undefined): Promise<CommandOutput> {
  const storagePath = await artifact.path()
  const labelled = project === undefined ? [] : [`labeled with project: ${project.name}`]
  return {
    json: { ...artifact.toJSON(), storage_path: storagePath },
    text: () => [artifact.toString(), `storage path: ${storagePath}`, ...labelled].join('\n'),
  }
}
