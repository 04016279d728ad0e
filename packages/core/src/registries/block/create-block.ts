import { InvalidArgument } from '../../errors.ts'
import { checkRecord } from '../../registry/check-record.ts'
import type { BoundRegistry } from '../../registry/record.ts'
import { checkFieldNames } from '../../registry/set-fields.ts'
import { blockWithContent, latestBlock, type BlockRecord } from './block-version.ts'

/** What blocks that belong to no record are about: all records of a registry, or the instance. */
const KEYS = 'artifact block collection feature jsonvalue project record run schema storage transform ulabel'
  .split(' ')
  .map((registry) => `__lamindb_${registry}__`)
const README = 'README.md'

/**
 * The readme under a key with this content: the latest one while it is empty or says the same, else a new version of it.
 *
 * @throws InvalidArgument for another kind or an unknown key
 */
export async function createBlock(
  registry: BoundRegistry<BlockRecord>,
  { revises, content = '', ...fields }: { readonly [field: string]: unknown },
): Promise<BlockRecord> {
  checkFieldNames(registry.meta, fields)
  const { kind, key } = fields
  if (kind !== 'readme')
    throw new InvalidArgument(`Only kind 'readme' is supported for Block, got ${String(kind ?? 'None')}.`)
  const given = revises as BlockRecord | null | undefined
  const name = key ?? (given && Reflect.get(given, 'key'))
  if (typeof name !== 'string' || !(name === README || KEYS.includes(name)))
    throw new InvalidArgument(`key must be one of RegistryId or ${README}: ${KEYS.join(', ')}`)
  const previous = given ?? (await latestBlock(registry, { key: name, kind }))
  const block = await blockWithContent(
    registry,
    { ...fields, key: name, content: String(content) } as { readonly content: string },
    previous,
    !given,
  )
  checkRecord(block)
  return block
}
