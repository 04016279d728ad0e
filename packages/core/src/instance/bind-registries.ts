import type { BoundRegistry } from '../registry/record.ts'
import type { RegistryMeta } from '../registry/registry-meta.ts'
import type { DeclaredEntity } from '../module/declared-entities.ts'
import { defineRelations } from './define-relations.ts'
import type { Instance } from './instance.ts'

/** Makes the classes of one connection: subclasses of the declared ones, so that no two instances notice each other. */
export function bindRegistries(
  metas: ReadonlyMap<string, RegistryMeta>,
  entities: ReadonlyMap<string, DeclaredEntity>,
): void {
  for (const [name, meta] of metas) {
    const declared = entities.get(name)?.registry as unknown as BoundRegistry
    const { [name]: made } = { [name]: class extends declared {} }
    const registry = made as unknown as { meta: RegistryMeta; prototype: object }
    registry.meta = meta
    defineRelations(registry.prototype, meta)
    meta.registry = registry as unknown as BoundRegistry
  }
}

/** Gives every class of a connection its instance. */
export function attachInstance(metas: ReadonlyMap<string, RegistryMeta>, instance: Instance): void {
  for (const meta of metas.values()) {
    ;(meta.registry as unknown as { instance: Instance }).instance = instance
  }
}
