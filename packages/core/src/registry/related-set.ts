import { sql } from 'kysely'

import { InvalidArgument, NotSupported } from '../errors.ts'
import { addLinks, removeLinks, type LinkValues } from './links.ts'
import { emptyPlan, type QueryPlan } from './query-plan.ts'
import { QuerySet } from './query-set.ts'
import { instanceOf, metaOf, stateOf } from './record-state.ts'
import type { RegistryRecord } from './record.ts'
import type { ThroughMeta, ToManyMeta } from './registry-meta.ts'
import { columnRef } from './where.ts'

/** The records at the other end of a to-many relation: a query set that can also link and unlink. */
export class RelatedSet<in out R> extends QuerySet<R> {
  readonly #owner: RegistryRecord
  readonly #relation: ThroughMeta | ToManyMeta

  constructor(owner: RegistryRecord, relation: ThroughMeta | ToManyMeta) {
    super(relation.target.registry, ownedPlan(owner, relation))
    this.#owner = owner
    this.#relation = relation
  }

  /**
   * Links saved records at once; existing links stay as they are.
   *
   * @throws {@link InvalidArgument} when one of the records, or the record they are linked to, is not saved
   */
  async add(...records: R[]): Promise<void> {
    await this.addWith({}, ...records)
  }

  /** @internal As {@link add}, with values for further columns of the link rows (`feature_id`). */
  async addWith(values: LinkValues, ...records: R[]): Promise<void> {
    const relation = this.#through('add')
    const ids = records.map((record) => this.#idOf(record))
    await instanceOf(this.#owner).transaction((trx) => addLinks(trx, relation, this.#ownerId(), ids, values))
    this.#forget()
  }

  /** Unlinks records; what is not linked is passed over. */
  async remove(...records: R[]): Promise<void> {
    const relation = this.#through('remove')
    const ids = records.map((record) => this.#idOf(record))
    await instanceOf(this.#owner).transaction((trx) => removeLinks(trx, relation, this.#ownerId(), ids))
    this.#forget()
  }

  /** Links exactly these records, in one transaction. */
  async set(records: Iterable<R>): Promise<void> {
    const relation = this.#through('set')
    const ids = [...records].map((record) => this.#idOf(record))
    await instanceOf(this.#owner).transaction(async (trx) => {
      await removeLinks(trx, relation, this.#ownerId(), undefined, ids)
      await addLinks(trx, relation, this.#ownerId(), ids, {})
    })
    this.#forget()
  }

  /** Unlinks everything. */
  async clear(): Promise<void> {
    const relation = this.#through('clear')
    await instanceOf(this.#owner).transaction((trx) => removeLinks(trx, relation, this.#ownerId()))
    this.#forget()
  }

  override async all(): Promise<R[]> {
    const loaded = stateOf(this.#owner).related.get(this.#relation.name)
    if (Array.isArray(loaded)) return loaded as R[]
    return super.all()
  }

  #through(verb: string): ThroughMeta {
    if (this.#relation.kind === 'through') return this.#relation
    throw new NotSupported(
      `${metaOf(this.#owner).name}.${this.#relation.name} has no link table: '${verb}' does not apply.`,
      { hint: `Set the relation on the ${this.#relation.target.name} and save it.` },
    )
  }

  #ownerId(): number {
    if (this.#owner.id === undefined) {
      throw new InvalidArgument(
        `Save the ${metaOf(this.#owner).name} before changing its ${this.#relation.name}.`,
      )
    }
    return this.#owner.id
  }

  #idOf(record: R): number {
    const { id } = record as RegistryRecord
    if (id === undefined) {
      throw new InvalidArgument(
        `The ${this.#relation.target.name} to link is not saved: call its save() first.`,
      )
    }
    if (metaOf(record as RegistryRecord).registry !== this.#relation.target.registry) {
      throw new InvalidArgument(
        `${metaOf(this.#owner).name}.${this.#relation.name} links ${this.#relation.target.name} records of the same instance, not a ${metaOf(record as RegistryRecord).name}.`,
      )
    }
    return id
  }

  #forget(): void {
    stateOf(this.#owner).related.delete(this.#relation.name)
  }
}

function ownedPlan(owner: RegistryRecord, relation: ThroughMeta | ToManyMeta): QueryPlan {
  const id = owner.id ?? -1
  if (relation.kind === 'toMany') {
    const foreign = columnRef(relation.target, relation.foreignColumn)
    return { ...emptyPlan, clauses: [{ sql: sql<boolean>`${foreign} = ${id}` }] }
  }
  const { link, ownColumn, targetColumn, target } = relation
  const linked = sql`select ${columnRef(link, targetColumn)} from ${sql.table(link.table)} where ${columnRef(link, ownColumn)} = ${id}`
  return { ...emptyPlan, clauses: [{ sql: sql<boolean>`${columnRef(target, 'id')} in (${linked})` }] }
}
