import { choice } from '../command/arguments.ts'
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
  args: {
    ...recordArguments,
    include: choice(['comments'], 'what to show beside the usual'),
  },
  async run({ include, ...request }, { open }) {
    const { record } = await findRecord(open, request)
    const text = await record.describe(include === undefined ? {} : { include: 'comments' })
    return { json: record.toJSON(), text: () => text }
  },
})
