import { InvalidArgument } from '../../errors.ts'
import { checkRecord } from '../../registry/check-record.ts'
import { Draft } from '../../registry/draft.ts'
import { isNew } from '../../registry/record-state.ts'
import { RegistryRecord, type BoundRegistry } from '../../registry/record.ts'
import type { RecordFields } from '../../registry/record-types.ts'
import { bound, registry, type RegistryStatics } from '../../registry/registry.ts'
import { checkFieldNames } from '../../registry/set-fields.ts'
import { blockWithContent, latestBlock, type BlockRecord } from './block-version.ts'

/**
 * The base class of the blocks of one kind of record: a readme with its versions, and comments.
 *
 * @param host - the relation to the record that a block belongs to
 */
export function attachedBlock<Properties extends object>(
  schema: { readonly properties: Properties },
  host: string,
): (new () => RegistryRecord & RecordFields<Properties>) & RegistryStatics {
  const base = registry(schema, { stemLength: 16 })
  // An own static method, as every call gives another class.
  Object.defineProperty(base, 'create', {
    value(this: unknown, fields: BlockFields): Draft<BlockRecord> {
      const blocks = bound<BlockRecord>(this)
      return new Draft(blocks, () => createAttachedBlock(blocks, host, fields))
    },
  })
  return base
}

interface BlockFields {
  readonly [field: string]: unknown
}

/**
 * A comment, or the readme of a record with this content: the latest one while it is empty or says the same, else a new
 * version of it.
 *
 * @throws InvalidArgument without record, and for another kind
 */
async function createAttachedBlock(
  registry: BoundRegistry<BlockRecord>,
  host: string,
  { revises, content = '', ...fields }: BlockFields,
): Promise<BlockRecord> {
  const { meta } = registry
  checkFieldNames(meta, fields)
  const { kind } = fields
  const owner = fields[host]
  const ownerId = owner instanceof RegistryRecord && !isNew(owner) ? owner.id : fields[`${host}Id`]
  if (typeof ownerId !== 'number') throw new InvalidArgument(`${host} is required for ${meta.name}`)
  if (kind !== 'readme' && kind !== 'comment')
    throw new InvalidArgument(`kind must be 'readme' or 'comment', got ${quoted(kind)}`)
  if (revises !== undefined && revises !== null && kind === 'comment')
    throw new InvalidArgument('Comments have no versions: they cannot revise each other.')
  const given = revises as BlockRecord | null | undefined
  const previous =
    kind === 'comment'
      ? undefined
      : (given ?? (await latestBlock(registry, { kind, [`${host}Id`]: ownerId })))
  const block = await blockWithContent(registry, { ...fields, content: String(content) }, previous, !given)
  checkRecord(block)
  return block
}

const quoted = (value: unknown): string =>
  value === undefined || value === null ? 'None' : `'${String(value)}'`
