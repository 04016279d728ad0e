import { instanceOf, metaOf, type Instance, type RegistryRecord } from '@lamindb/core'

const warned = new WeakMap<Instance, Set<string>>()

/**
 * Warns of a type that is none of the documented ones, once for each and instance. It is saved nevertheless: the list is
 * there to agree on words, not to shut any out.
 */
export function warnOfUndocumentedType(
  record: RegistryRecord & { readonly type: string | null },
  documented: readonly string[],
): void {
  const { type } = record
  if (type === null || type === undefined || documented.includes(type)) return
  const instance = instanceOf(record)
  const known = warned.get(instance) ?? new Set<string>()
  warned.set(instance, known)
  const { name } = metaOf(record)
  if (known.has(`${name} ${type}`)) return
  known.add(`${name} ${type}`)
  instance.logger.warning(
    `'${type}' is none of the documented types of ${name}: ${documented.join(', ')}. It is kept as it is.`,
  )
}
