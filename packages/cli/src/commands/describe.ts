import { choice } from '../command/arguments.ts'
import { defineCommand } from '../command/command.ts'
import { findRecord, type FoundRecord } from '../records/find-record.ts'
import { recordArguments } from '../records/record-arguments.ts'
import { formatFields } from '../records/record-table.ts'

export const describeCommand = defineCommand({
  summary: 'Describe a record with what is linked to it',
  maturity: 'stable',
  examples: [
    'lamin describe --key raw/cells.csv',
    'lamin describe ulabel --name raw',
    'lamin describe branch --json',
  ],
  args: {
    ...recordArguments,
    include: choice(['comments'], 'what to show beside the usual'),
  },
  async run({ include, ...request }, { open }) {
    const found = await findRecord(open, request)
    const { record } = found
    const tree = await record.describe(include === undefined ? {} : { include: 'comments' })
    const text = described.has(found.registry.meta.entityName) ? tree : withFields(tree, found)
    return { json: record.toJSON(), text: () => text }
  },
})

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
