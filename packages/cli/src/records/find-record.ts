import type { Instance, RegistryRecord } from '@lamindb/core'

import { MissingIdentifier, RecordNotFound, UsageError } from '../errors.ts'
import { entityRegistry, identifierFlags, identifierOf } from './entity.ts'
import type { AnyRegistry } from './find-registry.ts'

/** What a command line says about the record that is meant. */
export interface RecordRequest {
  /** Registry, `artifact` by default; an address of a record says it all. */
  readonly entity?: string | undefined
  readonly uid?: string | undefined
  readonly key?: string | undefined
  readonly name?: string | undefined
}

/** A record and where it comes from. */
export interface FoundRecord {
  readonly db: Instance
  readonly registry: AnyRegistry
  readonly record: RegistryRecord
}

/** Opens an instance: the current one, or the one with this identifier. */
export type OpenInstance = (options?: { readonly identifier?: string | undefined }) => Promise<Instance>

/**
 * Finds the record that a command line means: by uid or its beginning (the newest version), by key (the newest version on
 * any branch), by name, or by the address of its page. A branch that is not named is the current one.
 *
 * @throws {@link UnknownEntity} {@link MissingIdentifier} {@link RecordNotFound}
 * @throws {@link UsageError} for a flag without a value, or by which records of this registry are not found
 */
export async function findRecord(open: OpenInstance, request: RecordRequest): Promise<FoundRecord> {
  const address = await readAddress(request.entity)
  if (address !== undefined) {
    const db = await open({ identifier: address.identifier })
    const registry = entityRegistry(db, address.entity)
    return { db, registry, record: await registry.get(address.uid) }
  }
  refuseEmpty(request)
  const db = await open()
  const registry = entityRegistry(db, request.entity)
  return { db, registry, record: await findIn(registry, request) }
}

/** An empty variable of a script must not mean some record. */
function refuseEmpty({ uid, key, name }: RecordRequest): void {
  for (const [flag, value] of Object.entries({ uid, key, name }))
    if (value?.trim() === '') throw new UsageError(`--${flag} is empty. Nothing was looked for.`)
}

async function findIn(registry: AnyRegistry, request: RecordRequest): Promise<RegistryRecord> {
  const { uid } = request
  if (uid !== undefined) return registry.get(uid)
  const isCurrentBranch = registry.meta.name === 'Branch' && request.name === undefined
  if (isCurrentBranch) return registry.get(registry.instance.branchId)
  const identifier = identifierOf(registry)
  const other = identifier === 'key' ? 'name' : 'key'
  const entity = registry.meta.entityName.toLowerCase()
  const value = identifier === undefined ? undefined : request[identifier]
  if (identifier === undefined || value === undefined) {
    if (request[other] !== undefined)
      throw new UsageError(`Records of '${entity}' are not found by --${other}.`)
    throw new MissingIdentifier(entity, identifierFlags(registry))
  }
  const field = identifier === 'key' ? 'key' : registry.meta.nameField
  const record = await newest(registry, { [field]: value, branch: null })
  if (record === undefined) throw new RecordNotFound(registry.meta.name, field, value)
  return record
}

/** Latest versions come first, then the newest row; what lies in the trash is taken last. */
async function newest(registry: AnyRegistry, where: object): Promise<RegistryRecord | undefined> {
  const found = registry.filter(where)
  const kept = registry.meta.branchAware ? found.exclude({ branchId: -1 } as object) : found
  const order = registry.meta.isVersioned ? ['-isLatest', '-id'] : ['-id']
  const [record] = await kept.orderBy(...order).limit(1)
  return record ?? found.orderBy(...order).first()
}

interface RecordAddress {
  /** `owner/name` */
  readonly identifier: string
  readonly entity: string
  readonly uid: string
}

async function readAddress(entity: string | undefined): Promise<RecordAddress | undefined> {
  if (entity === undefined || !/^https?:\/\//.test(entity)) return undefined
  const { parseObjectAddress } = await import('@lamindb/setup')
  const address = parseObjectAddress(entity)
  if (address === undefined) {
    throw new UsageError(
      `'${entity}' is no address of a record.`,
      'Write it as https://lamin.ai/owner/instance/registry/uid.',
    )
  }
  const { owner, name, registry, uid } = address
  return { identifier: `${owner}/${name}`, entity: registry, uid }
}
