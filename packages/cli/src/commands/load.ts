import { access, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import type { Artifact, Collection, Instance, Transform } from '@lamindb/core'

import { flag } from '../command/arguments.ts'
import type { CommandContext } from '../command/command-context.ts'
import { defineCommand, type CommandOutput } from '../command/command.ts'
import { NoSourceCode, NotLoadable } from '../errors.ts'
import { findRecord } from '../records/find-record.ts'
import { recordArguments } from '../records/record-arguments.ts'

export const loadCommand = defineCommand({
  summary: 'Bring content to this machine: the file of an artifact, the code of a transform',
  description:
    'Prints the local path. The code of a transform is written below the dev-dir, else below the working directory, under its key.',
  maturity: 'stable',
  examples: ['lamin load --key raw/cells.csv', 'lamin load transform --key analysis.ts --yes'],
  args: {
    entity: recordArguments.entity,
    uid: recordArguments.uid,
    key: recordArguments.key,
    force: flag('replace a file that is there without asking', '--yes'),
  },
  async run({ force, ...request }, context) {
    const { record, registry, db } = await findRecord(context.open, request)
    const { name } = registry.meta
    if (name === 'Artifact') return loadArtifacts([record as unknown as Artifact])
    if (name === 'Collection') return loadArtifacts(await (record as unknown as Collection).artifacts)
    if (name === 'Transform') return loadTransform(db, record as unknown as Transform, force, context)
    throw new NotLoadable(registry.meta.entityName)
  },
})

const shownAtEachEnd = 5

async function loadArtifacts(artifacts: readonly Artifact[]): Promise<CommandOutput> {
  const paths: string[] = []
  for (const artifact of artifacts) paths.push(await artifact.cache({ isRunInput: false }))
  return { json: paths, text: () => shorten(paths).join('\n') }
}

function shorten(paths: readonly string[]): readonly string[] {
  if (paths.length <= 2 * shownAtEachEnd) return paths
  return [...paths.slice(0, shownAtEachEnd), '…', ...paths.slice(-shownAtEachEnd)]
}

async function loadTransform(
  db: Instance,
  found: Transform,
  force: boolean,
  { workingDirectory, prompt }: CommandContext,
): Promise<CommandOutput> {
  const { key, sourceCode } = await newestWithSource(db, found)
  const target = join(db.config.devDir ?? workingDirectory, key)
  const isThere = await access(target).then(
    () => true,
    () => false,
  )
  if (isThere && !force && !(await prompt.confirm(`Replace ${target}?`))) {
    return { json: null, text: () => `${target} was left as it is.` }
  }
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, sourceCode)
  return { json: [target], text: () => target }
}

interface Source {
  readonly key: string
  readonly sourceCode: string
}

async function newestWithSource(db: Instance, found: Transform): Promise<Source> {
  const family = { uid: { $startsWith: found.uid.slice(0, 12) }, sourceCode: { $isNull: false } }
  const older = db.Transform.all().filter(family).orderBy('-id')
  const newest = found.sourceCode === null ? await older.first() : found
  if (newest === undefined || newest.sourceCode === null) throw new NoSourceCode(found.uid)
  return { key: newest.key, sourceCode: newest.sourceCode }
}
