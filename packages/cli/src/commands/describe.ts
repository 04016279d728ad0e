import type { RegistryRecord } from '@lamindb/core'

import { defineCommand } from '../command/command.ts'
import { findRecord } from '../records/find-record.ts'
import { recordArguments } from '../records/record-arguments.ts'

export const describeCommand = defineCommand({
  summary: 'Describe a record with what is linked to it',
  maturity: 'stable',
  examples: [
    'lamin describe --key raw/cells.csv',
    'lamin describe ulabel --name raw',
    'lamin describe branch --json',
  ],
  args: recordArguments,
  async run(request, { open }) {
    const { record } = await findRecord(open, request)
    const text = await describe(record)
    return { json: record.toJSON(), text: () => text }
  },
})

interface Describable {
  describe(): Promise<string>
}

/** Registries without a description of their own are shown with all their fields. */
async function describe(record: RegistryRecord): Promise<string> {
  const { describe } = record as Partial<Describable>
  return typeof describe === 'function' ? describe.call(record) : record.toString()
}
