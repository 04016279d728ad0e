import { flag, option } from '../command/arguments.ts'
import { defineCommand } from '../command/command.ts'
import { UsageError } from '../errors.ts'
import { describeRecord } from '../records/describe-record.ts'
import { findRecord, type FoundRecord } from '../records/find-record.ts'
import { recordArguments } from '../records/record-arguments.ts'

export const getCommand = defineCommand({
  summary: 'Describe a record, or print one field of it and nothing else',
  maturity: 'stable',
  examples: [
    'lamin get --key raw/cells.csv',
    'lamin get --key raw/cells.csv --description',
    'lamin get ulabel --name raw --field uid',
    'lamin get branch --status',
  ],
  args: {
    ...recordArguments,
    field: option('FIELD', 'field to print, as lamin list --json names it'),
    description: flag('print the description'),
    status: flag('print the status of a branch'),
  },
  async run({ field, description, status, ...request }, { open }) {
    const wanted = wantedField({ field, description, status })
    const found = await findRecord(open, request)
    if (wanted === undefined) return describeRecord(found)
    const value = read(found, wanted)
    return { json: value, text: () => toText(value) }
  },
})

function wantedField(flags: {
  field: string | undefined
  description: boolean
  status: boolean
}): string | undefined {
  const wanted = [
    ...(flags.field === undefined ? [] : [flags.field]),
    ...(flags.description ? ['description'] : []),
    ...(flags.status ? ['status'] : []),
  ]
  if (wanted.length > 1) throw new UsageError('Pass one of --field, --description and --status.')
  return wanted[0]
}

function read({ record, registry }: FoundRecord, field: string): unknown {
  const columns = record.toJSON()
  if (field === 'status' && 'status' in record) return record.status
  if (Object.hasOwn(columns, field)) return columns[field]
  throw new UsageError(
    `Records of '${registry.meta.entityName.toLowerCase()}' have no field '${field}'.`,
    `Its fields are: ${Object.keys(columns).sort().join(', ')}.`,
  )
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
