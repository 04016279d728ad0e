import { choice } from '../command/arguments.ts'
import { defineCommand } from '../command/command.ts'
import { describeRecord } from '../records/describe-record.ts'
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
    const found = await findRecord(open, request)
    return describeRecord(found, include === undefined ? {} : { include: 'comments' })
  },
})
