import { checkDtypeType } from '../../identity/dtype/dtype-type.ts'
import type { Instance } from '../../instance/instance.ts'
import { notFound } from '../../registry/get.ts'
import { hydrate } from '../../registry/hydrate.ts'
import { fieldOf } from '../../registry/record-state.ts'
import { TRASH } from '../../registry/delete.ts'
import type { RegistryRecord } from '../../registry/record.ts'
import type { RegistryMeta } from '../../registry/registry-meta.ts'

/**
 * The type that a dtype names by its uid, wherever it lies: dtypes outlive types that were moved to the trash.
 *
 * @throws DoesNotExist @throws InvalidArgument when the record is no type
 */
export async function typeOfDtype(
  instance: Instance,
  meta: RegistryMeta,
  uid: string,
): Promise<RegistryRecord> {
  const row = await instance.queries
    .selectFrom(meta.table)
    .selectAll()
    .where('uid', '=', uid)
    .executeTakeFirst()
  if (!row) throw notFound(meta.registry, uid)
  const type = hydrate(meta.registry, row)
  const name = fieldOf(type, 'name') as string | null
  checkDtypeType({ registry: meta.name, name, uid, isType: fieldOf(type, 'isType') === true })
  if (fieldOf(type, 'branchId') === TRASH)
    instance.logger.warning(`retrieving ${meta.name} type '${String(name)}' (uid='${uid}') from trash`)
  return type
}
