import type { Instance } from '../../instance/instance.ts'
import type { DtypeRegistries, DtypeRegistry } from '../../identity/dtype/dtype-registries.ts'
import type { ColumnMeta, RegistryMeta } from '../../registry/registry-meta.ts'

/** A registry of an instance as the dtype grammar sees it, and the registry itself. */
export interface InstanceDtypeRegistry extends DtypeRegistry {
  readonly meta: RegistryMeta
}

/** The registries that dtypes of an instance may name. */
export interface InstanceDtypeRegistries extends DtypeRegistries {
  find(name: string): InstanceDtypeRegistry | undefined
}

const known = new WeakMap<Instance, Map<string, InstanceDtypeRegistry | undefined>>()

/** The registries that dtypes of an instance may name. */
export function dtypeRegistries(instance: Instance): InstanceDtypeRegistries {
  const found = known.get(instance) ?? new Map<string, InstanceDtypeRegistry | undefined>()
  known.set(instance, found)
  return {
    find(name) {
      if (!found.has(name)) found.set(name, describe(instance, name))
      return found.get(name)
    },
  }
}

function describe(instance: Instance, name: string): InstanceDtypeRegistry | undefined {
  const meta = instance.findRegistry(name)
  if (!meta || meta.entityName !== name || meta.options.isLink) return undefined
  return {
    name,
    meta,
    nameField: columnNamed(meta, meta.nameField)?.column ?? meta.nameField,
    linksToArtifact: isRelatedToArtifacts(instance, meta),
    hasField: (field) => columnNamed(meta, field) !== undefined,
  }
}

/** A column by its name in camel case or in the spelling of the database. */
export function columnNamed(meta: RegistryMeta, name: string): ColumnMeta | undefined {
  return meta.columns.get(name) ?? [...meta.columns.values()].find((column) => column.column === name)
}

function isRelatedToArtifacts(instance: Instance, meta: RegistryMeta): boolean {
  const relations = instance.findRegistry('Artifact')?.relations.values() ?? []
  return [...relations].some((relation) => relation.kind !== 'toOne' && relation.target === meta)
}
