import { getRecord } from './get.ts'
import { QuerySet } from './query-set.ts'
import { fieldOf, stateOf } from './record-state.ts'
import type { RegistryRecord } from './record.ts'
import type { ToOne } from './record-types.ts'
import type { ToOneMeta } from './registry-meta.ts'

/** The other end of a to-one relation of one record. */
export class RelatedRecord implements ToOne<RegistryRecord> {
  readonly #owner: RegistryRecord
  readonly #relation: ToOneMeta

  constructor(owner: RegistryRecord, relation: ToOneMeta) {
    this.#owner = owner
    this.#relation = relation
  }

  get id(): number {
    return fieldOf(this.#owner, this.#relation.idColumn.property) as number
  }

  get loaded(): RegistryRecord | undefined {
    const record = stateOf(this.#owner).related.get(this.#relation.name) as RegistryRecord | undefined
    return record && (record.id === this.id || record.id === undefined) ? record : undefined
  }

  // oxlint-disable-next-line unicorn/no-thenable -- awaiting a relation loads it
  then<A = RegistryRecord, B = never>(
    fulfilled?: ((record: RegistryRecord) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#load().then(fulfilled, rejected)
  }

  async #load(): Promise<RegistryRecord> {
    if (this.loaded) return this.loaded
    const record = await getRecord(new QuerySet<RegistryRecord>(this.#relation.target.registry), this.id)
    stateOf(this.#owner).related.set(this.#relation.name, record)
    return record
  }
}
