import { fieldOf, stateOf } from '../registry/record-state.ts'
import type { RegistryRecord } from '../registry/record.ts'
import type { RegistryMeta } from '../registry/registry-meta.ts'
import { RelatedSet } from '../registry/related-set.ts'
import { setRelation } from '../registry/set-fields.ts'
import { RelatedRecord } from '../registry/to-one.ts'

/** Puts the relations of a registry, contributed ones included, onto the class of one connection. */
export function defineRelations(prototype: object, meta: RegistryMeta): void {
  for (const relation of meta.relations.values()) {
    if (relation.kind === 'toOne') {
      Object.defineProperty(prototype, relation.name, {
        get(this: RegistryRecord) {
          const pending = stateOf(this).related.get(relation.name)
          const id = fieldOf(this, relation.idColumn.property) ?? null
          return id === null && !pending ? null : new RelatedRecord(this, relation)
        },
        set(this: RegistryRecord, value: unknown) {
          setRelation(this, relation, value)
        },
      })
    } else {
      Object.defineProperty(prototype, relation.name, {
        get(this: RegistryRecord) {
          return new RelatedSet(this, relation)
        },
      })
    }
  }
}
