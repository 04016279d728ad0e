import { InvalidArgument } from '../errors.ts'
import type { Instance } from '../instance/instance.ts'
import { QuerySet } from '../registry/query-set.ts'
import { isNew } from '../registry/record-state.ts'
import type { BoundRegistry, RegistryRecord } from '../registry/record.ts'

/** A record, or what it is called. */
export type Named<R extends RegistryRecord> = R | string

/**
 * The saved record that is meant by a record, a uid or the value of another field.
 *
 * @param fields - beside the uid, fields whose value may be given
 * @throws InvalidArgument when there is none, or when it is not saved
 */
export async function namedRecord<R extends RegistryRecord>(
  instance: Instance,
  name: string,
  given: Named<R> | null | undefined,
  fields: readonly string[],
): Promise<R | undefined> {
  if (given === null || given === undefined) return undefined
  if (typeof given !== 'string') {
    if (!isNew(given)) return given
    throw new InvalidArgument(`The ${name} passed to track() is not saved: call its save() first.`)
  }
  const registry = instance.registryNamed(name) as unknown as BoundRegistry<R>
  const either = ['uid', ...fields].map((field) => ({ [field]: given }))
  const found = await new QuerySet<R>(registry).filter({ $or: either } as never).first()
  if (found) return found
  throw new InvalidArgument(
    `${name} '${given}' not found, either create it with \`db.${name}.create(…).save()\` or fix typos.`,
  )
}
