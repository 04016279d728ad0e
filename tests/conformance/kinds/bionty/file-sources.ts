import { Fields } from '../../golden/fields.ts'
import type { GoldenFile } from '../../golden/golden-file.ts'
import { isGoldenList, showGolden } from '../../golden/golden-json.ts'
import type { RunContext } from '../../runner/run-context.ts'
import { InstanceState } from '../../world/instance-state.ts'
import type { WorldInstance } from '../../world/world-instance.ts'
import { offline } from './offline.ts'
import { firstOfEach, registerSources } from './registered-sources.ts'
import { readSourceRow, SourceFolder, type SourceRow } from './source-folder.ts'

/**
 * A state of instances that know the public sources of a golden file, with their contents, and nothing from the network.
 *
 * @param name - of the state, within the file
 * @param make - writes further rows
 */
export function stateWithSources<T>(
  name: string,
  file: GoldenFile,
  context: RunContext,
  make: (instance: WorldInstance) => Promise<T>,
): Promise<InstanceState<T>> {
  const key = `${name} of ${given(file)}`
  return context.shared(`prepared ${key}`, async () => {
    const sources = sourcesOf(file.content)
    const folder = await sourceFolder(file, sources, context)
    return InstanceState.of(context, key, {
      configure: (instance) => offline(instance, folder.path),
      make: async (instance) => {
        await registerSources(instance.db, sources, firstOfEach(sources))
        return make(instance)
      },
    })
  })
}

/** What a file gives, as a key: files that give the same share it. */
function given({ content }: GoldenFile): string {
  const names = ['sources', 'registered', 'stages', 'species', 'proteins', 'markers', 'gene_facts']
  return names.map((name) => showGolden(content.value(name), Infinity)).join('\n')
}

/** Sources as a list of rows, by names of the file's own, or by their registries. */
function sourcesOf(content: Fields): SourceRow[] {
  const given = content.value('sources') ?? []
  if (isGoldenList(given)) return given.filter(isGoldenList).map(readSourceRow)
  return Object.entries(Fields.of(given, 'sources').object).flatMap(([name, row]) => {
    if (!isGoldenList(row)) return []
    return [readSourceRow(row.length === 3 ? [name, ...row] : row)]
  })
}

/** The contents of the sources of a file, put in place once. */
function sourceFolder(
  file: GoldenFile,
  sources: readonly SourceRow[],
  context: RunContext,
): Promise<SourceFolder> {
  return context.shared(`source folder of ${given(file)}`, async () => {
    const folder = await SourceFolder.create(context, file)
    await folder.putGivenTables()
    for (const source of sources) await folder.put(source)
    return folder
  })
}
