import { InvalidArgument } from '../errors.ts'
import type { RegistryMeta, ThroughMeta } from '../registry/registry-meta.ts'

/** The relation that links labels without saying for which feature. */
export function plainRelation(host: RegistryMeta, label: RegistryMeta): ThroughMeta {
  for (const relation of host.relations.values()) {
    if (
      relation.kind === 'through' &&
      relation.target === label &&
      relation.link.name === `${host.name}${label.name}`
    )
      return relation
  }
  throw new InvalidArgument(`Can't add labels to ${label.entityName} record!`)
}
