import type { Environment } from '../environment/environment.ts'
import { InvalidInstanceId } from '../errors.ts'
import { uuidHex } from '../naming/uuid-hex.ts'

/**
 * UUID of a new instance, 32 lower-case hex digits: made from its slug, so that the same slug gives the same id on
 * every machine, unless `LAMINDB_INSTANCE_ID_INIT` says another.
 *
 * @throws {@link InvalidInstanceId} when the variable holds no UUID
 */
export async function newInstanceId({ instanceId }: Environment, slug: string): Promise<string> {
  if (instanceId !== undefined) {
    const hex = uuidHex(instanceId)
    if (hex === undefined) throw new InvalidInstanceId(instanceId)
    return hex
  }
  const { uuid5Url } = await import('@lamindb/core/identity')
  return uuid5Url(slug).replaceAll('-', '')
}
