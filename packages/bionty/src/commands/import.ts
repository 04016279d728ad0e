import { resolve } from 'node:path'

import { NotSupported } from '@lamindb/core/errors'

import type { CommandContext, CommandOutput, CommandValues } from './command-types.ts'
import { curatedRegistry } from './curated-registry.ts'

const located = (file: string, workingDirectory: string): string =>
  /^(?:https?|file):\/\//.test(file) ? file : resolve(workingDirectory, file)

/** Fills a registry from a public ontology or a file. */
export async function run(
  { registry, file, organism, version }: CommandValues,
  { db, signal, progress, workingDirectory }: CommandContext,
): Promise<CommandOutput> {
  const target = curatedRegistry(db, 'bionty', String(registry))
  if (target.importSource === undefined) {
    throw new NotSupported(`The registry ${target.meta.name} cannot be filled from a source.`)
  }
  const { source, rows, inserted, linked } = await target.importSource({
    signal,
    onProgress: ({ stage, done, total }) => progress.update({ label: stage, done, total }),
    ...(file === undefined ? {} : { file: located(String(file), workingDirectory) }),
    ...(organism === undefined ? {} : { organism: String(organism) }),
    ...(version === undefined ? {} : { version: String(version) }),
  })
  const about = { source: `${source.name} ${source.version}`, rows, inserted, linked }
  return {
    json: { registry: target.meta.entityName, ...about },
    text: ({ style }) =>
      `${style.good('✓')} ${target.meta.entityName}: ${rows} terms of ${about.source}, ${inserted} new, ${linked} new links to parents`,
  }
}
