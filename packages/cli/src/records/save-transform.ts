import { basename, extname, relative, sep } from 'node:path'

import type { Instance, Project, Transform } from '@lamindb/core'

import type { CommandOutput } from '../command/command.ts'
import { findByNameOrUid } from './find-by-name-or-uid.ts'
import { readTextFile } from './read-text-file.ts'

const sources: ReadonlySet<string> = new Set([
  '.py',
  '.ipynb',
  '.r',
  '.rmd',
  '.qmd',
  '.sh',
  '.ts',
  '.mts',
  '.js',
  '.mjs',
])

/** Whether a file is source code that is saved as a transform unless something else is asked for. */
export function isSource(path: string): boolean {
  return sources.has(extname(path).toLowerCase())
}

/** What may be said of a transform on the command line. */
export interface SaveTransformOptions {
  readonly description?: string | undefined
  readonly project?: string | undefined
}

/**
 * Saves a script or notebook as a transform: a version of the family that its call of `track` names, else of the one with
 * its key. Source code that is known already gives the existing transform.
 */
export async function saveTransform(
  db: Instance,
  path: string,
  { description, project: projectName }: SaveTransformOptions,
): Promise<CommandOutput> {
  const project = await findByNameOrUid<Project>(db, 'Project', projectName)
  const source = await readTextFile(path)
  const uid = uidInSource(source)
  const transform =
    uid === undefined || (await isKnown(db, uid, source))
      ? await db.Transform.fromPath(path, description === undefined ? {} : { description })
      : await db.Transform.create({
          key: keyOf(path, db.config.devDir),
          kind: 'script',
          sourceCode: source,
          ...(await familyOf(db, uid)),
          ...(description === undefined ? {} : { description }),
        }).save()
  if (project !== undefined) await transform.projects.add(project)
  return describeSaved(transform, project)
}

const stemLength = 12

/** Whether the family has a version with this very source code. */
async function isKnown(db: Instance, uid: string, source: string): Promise<boolean> {
  const { hashString } = await import('@lamindb/core/identity')
  const stem = uid.slice(0, stemLength)
  return db.Transform.filter({ uid: { $startsWith: stem }, hash: hashString(source) }).exists()
}

/** A full uid names the version; a stem means a new version of the newest one, or the first of a new family. */
async function familyOf(
  db: Instance,
  uid: string,
): Promise<{ readonly uid?: string; readonly revises?: Transform }> {
  if (uid.length > stemLength) return { uid }
  const newest = await db.Transform.filter({ uid: { $startsWith: uid } })
    .orderBy('-id')
    .first()
  return newest === undefined ? { uid: `${uid}0000` } : { revises: newest }
}

/** Path below the development directory, else the name of the file. */
function keyOf(path: string, devDir: string | undefined): string {
  const below = devDir === undefined ? undefined : relative(devDir, path)
  return below === undefined || below.startsWith('..') ? basename(path) : below.split(sep).join('/')
}

/**
 * The uid in a call of `track`, of 12 to 16 characters: `db.track('…')`, `db.track({ transform: '…' })`, `ln.track("…")`
 * or R's `track("…")`.
 */
function uidInSource(source: string): string | undefined {
  return /\btrack\(\s*(?:\{\s*)?(?:transform\s*[:=]\s*)?(["'])([0-9A-Za-z]{12,16})\1/.exec(source)?.[2]
}

function describeSaved(transform: Transform, project: Project | undefined): CommandOutput {
  const labelled = project === undefined ? [] : [`labeled with project: ${project.name}`]
  const { uid, key, kind, description } = transform
  const about = [
    `uid='${uid}'`,
    `key='${key}'`,
    `kind='${kind}'`,
    ...(description ? [`description='${description}'`] : []),
  ]
  return { json: transform.toJSON(), text: () => [`Transform(${about.join(', ')})`, ...labelled].join('\n') }
}
