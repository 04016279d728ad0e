import type { CommandOutput } from '../command/command.ts'
import type { FoundRecord } from './find-record.ts'
import { formatFields } from './record-table.ts'

/** A record in words, with what is linked to it; as JSON its fields. */
export async function describeRecord(
  found: FoundRecord,
  options: { readonly include?: 'comments' } = {},
): Promise<CommandOutput> {
  const tree = await found.record.describe(options)
  const text = described.has(found.registry.meta.entityName) ? tree : withFields(tree, found)
  return { json: found.record.toJSON(), text: () => text }
}

/** Registries with a description of their own; of other records it is the name alone, as in Python. */
const described: ReadonlySet<string> = new Set([
  'Artifact',
  'Branch',
  'Collection',
  'Record',
  'Run',
  'Schema',
  'Transform',
])

/** The fields of a record between its name and its notes. */
function withFields(tree: string, { record, registry }: FoundRecord): string {
  const [name, ...notes] = tree.split('\n')
  const fields = formatFields(registry.meta, record)
  const isLast = (index: number): boolean => notes.length === 0 && index === fields.length - 1
  return [name, ...fields.map((field, index) => `${isLast(index) ? '└──' : '├──'} ${field}`), ...notes].join(
    '\n',
  )
}
