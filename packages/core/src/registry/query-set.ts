import type { Table } from 'apache-arrow'
import { sql, type Expression, type SqlBool } from 'kysely'

import { InvalidArgument, MultipleResultsFound } from '../errors.ts'
import { fromValues, inspect, standardize, validate } from './can-curate/curate.ts'
import type {
  FromValuesOptions,
  InspectOptions,
  StandardizeOptions,
  ValidateOptions,
} from './can-curate/curation-options.ts'
import type { CurationInput, ElementOf, PerValue, StandardizeResult } from './can-curate/curation-types.ts'
import type { CurationValues } from './can-curate/curation-values.ts'
import type { DraftList } from './can-curate/draft-list.ts'
import type { InspectResult } from './can-curate/inspect-result.ts'
import type { DataFrameOptions } from './data-frame/data-frame-options.ts'
import { bulkDelete, type DeletedRows, type DeleteOptions } from './delete.ts'
import { describeRegistry } from './describe-registry.ts'
import { getRecord, notFound } from './get.ts'
import { hydrate } from './hydrate.ts'
import { loadRelations } from './load-relations.ts'
import { namesOf } from './names.ts'
import { emptyPlan, planCondition, planQuery, type OrderKey, type QueryPlan } from './query-plan.ts'
import type { BoundRegistry, RegistryRecord } from './record.ts'
import type { Row } from './record-state.ts'
import type { Direction, Fields, OrderBy, RelationKeys, Where } from './record-types.ts'
import { withDefaultBranches } from './default-branches.ts'
import { asFeatureConditions, FeatureOrder, settlePlan } from './feature-conditions.ts'
import type { FieldName } from './field-name.ts'
import type { RegistryField } from './registry-field.ts'
import type { LookupOf, LookupOptions } from './search/lookup/lookup-options.ts'
import { makeLookup } from './search/lookup/make-lookup.ts'
import type { SearchOptions } from './search/search-options.ts'
import { SearchResult } from './search/search-result.ts'
import { columnRef } from './where.ts'

const reversed = ([key, direction]: OrderKey): OrderKey => [
  typeof key === 'string' ? key : { ...key, missing: key.missing === 'last' ? 'first' : 'last' },
  direction === 'asc' ? 'desc' : 'asc',
]

/** How many rows `for await` reads at once. */
const PAGE_ROWS = 1000

/**
 * Records of a registry that meet conditions. Nothing is read before the set is awaited (an array), iterated with
 * `for await` (constant memory) or asked for one record; each step gives a new set.
 */
export class QuerySet<in out R> implements PromiseLike<R[]>, AsyncIterable<R> {
  /** @internal */
  readonly registry: BoundRegistry
  /** @internal */
  readonly plan: QueryPlan

  constructor(registry: BoundRegistry, plan: QueryPlan = emptyPlan) {
    this.registry = registry
    this.plan = plan
  }

  /** @internal The same kind of set with another plan. */
  protected derive(change: Partial<QueryPlan>): QuerySet<R> {
    return new QuerySet(this.registry, { ...this.plan, ...change })
  }

  /**
   * Keeps the records that meet the condition. Records in the trash, the archive or on other branches are left out
   * unless the condition names `id`, `uid`, `hash` or `branch`; `branch: null` switches this off. Artifacts, runs and records
   * are also found by values of features: under `$features`, or by what methods of a feature give.
   *
   * @example db.Artifact.filter({ suffix: '.parquet', $features: { temperature: { $gt: 21 } } })
   * @example db.Artifact.filter(temperature.gt(21))
   */
  filter(where: Where<R> = {}): QuerySet<R> {
    return this.derive({
      clauses: [
        ...this.plan.clauses,
        ...withDefaultBranches(this.registry, asFeatureConditions(this.registry.meta, where)),
      ],
    })
  }

  /** Leaves out the records that meet the condition. */
  exclude(where: Where<R>): QuerySet<R> {
    const condition = asFeatureConditions(this.registry.meta, where)
    return this.derive({ clauses: [...this.plan.clauses, { where: condition, negated: true }] })
  }

  /** @internal Adds a piece of SQL over the registry's table to the condition. */
  where(condition: Expression<SqlBool>): QuerySet<R> {
    return this.derive({ clauses: [...this.plan.clauses, { sql: condition }] })
  }

  /**
   * `{ createdAt: 'desc' }`, or field names with a `-` for descending. Artifacts, runs and records are also ordered by the
   * values of a feature: those without one come last, those with several once for each value.
   *
   * @example db.Artifact.filter().orderBy(temperature.desc(), 'key')
   */
  orderBy(...keys: (OrderBy<R> | string | FeatureOrder)[]): QuerySet<R> {
    const order = keys.flatMap((key): readonly OrderKey[] => {
      if (key instanceof FeatureOrder) return [this.featureOrder(key)]
      return typeof key === 'string'
        ? [[key.replace(/^-/, ''), key.startsWith('-') ? 'desc' : 'asc'] as const]
        : (Object.entries(key) as [string, Direction][])
    })
    return this.derive({ order })
  }

  private featureOrder({ feature, direction }: FeatureOrder): OrderKey {
    const { limit, offset } = this.plan
    if (limit !== undefined || offset !== undefined)
      throw new InvalidArgument('Order a set by features before taking a part of it.')
    return [{ feature, missing: 'last' }, direction]
  }

  limit(rows: number): QuerySet<R> {
    return this.derive({ limit: wholeNumber('limit', rows) })
  }

  offset(rows: number): QuerySet<R> {
    return this.derive({ offset: wholeNumber('offset', rows) })
  }

  /** Loads relations with the records, one query each; dots go further (`'run.transform'`). */
  with(...relations: (RelationKeys<R> | `${RelationKeys<R>}.${string}`)[]): QuerySet<R> {
    return this.derive({ with: [...this.plan.with, ...relations] })
  }

  /** The record with this uid, uid prefix or id, or the one that meets the condition. */
  get(key: string | number | Where<R>): Promise<R> {
    return getRecord(this, key)
  }

  /**
   * The only record.
   *
   * @throws {@link DoesNotExist} @throws {@link MultipleResultsFound}
   */
  async one(): Promise<R> {
    const record = await this.oneOrNone()
    if (!record) throw notFound(this.registry, undefined)
    return record
  }

  /** The only record, or nothing. @throws {@link MultipleResultsFound} */
  async oneOrNone(): Promise<R | undefined> {
    const [record, second] = await this.limit(2)
    if (second) {
      throw new MultipleResultsFound(`More than one ${this.registry.meta.name} meets the condition.`, {
        hint: `Narrow the condition, or take first(). Two of them: ${namesOf([record, second] as RegistryRecord[]).join(', ')}`,
      })
    }
    return record
  }

  async first(): Promise<R | undefined> {
    const [record] = await this.ordered('asc').limit(1)
    return record
  }

  async last(): Promise<R | undefined> {
    const order = this.plan.order.map(reversed)
    const [record] = await (order.length > 0 ? this.derive({ order }) : this.ordered('desc')).limit(1)
    return record
  }

  private ordered(direction: Direction): QuerySet<R> {
    return this.plan.order.length > 0 ? this : this.derive({ order: [['id', direction]] })
  }

  async count(): Promise<number> {
    const { limit, offset } = this.plan
    if (limit !== undefined || offset !== undefined) return (await this.rows(['id'])).length
    const row = await this.registry.instance.queries
      .selectFrom(this.registry.meta.table)
      .select(sql<number>`count(*)`.as('n'))
      .where(planCondition(this.registry, await this.settled()))
      .executeTakeFirstOrThrow()
    return row.n
  }

  async exists(): Promise<boolean> {
    return (await this.limit(1).rows(['id'])).length > 0
  }

  all(): Promise<R[]> {
    return this.load(this.plan)
  }

  /** Values of one field, in the order of the set. */
  async values<K extends keyof R & string>(field: K): Promise<R[K][]> {
    const column = this.registry.meta.columns.get(field)
    if (!column) throw new InvalidArgument(`${this.registry.meta.name} has no column '${field}'.`)
    const rows = await this.rows([column.column])
    return rows.map((row) => column.fromDatabase(row[column.column]) as R[K])
  }

  /** The fields of the registry in words. */
  describe(): string {
    return describeRegistry(this.registry.meta)
  }

  /** @internal Rows as the driver gives them. */
  async rows(columns?: readonly string[]): Promise<Row[]> {
    return planQuery(this.registry, await this.settled(), columns).execute()
  }

  /** @internal The plan with all conditions as SQL. */
  settled(): Promise<QueryPlan> {
    return settlePlan(this.registry, this.plan)
  }

  /** Sets columns of all rows in one statement; no checks of single records, no versions. @returns rows changed */
  async update(fields: Fields<R>): Promise<number> {
    const { meta, instance } = this.registry
    const values: Row = {}
    for (const [name, value] of Object.entries(fields as object)) {
      const relation = meta.relations.get(name)
      const column = meta.columns.get(name) ?? (relation?.kind === 'toOne' ? relation.idColumn : undefined)
      if (!column) throw new InvalidArgument(`${meta.name} has no column '${name}'.`)
      values[column.column] = relation
        ? ((value as RegistryRecord | null)?.id ?? null)
        : column.toDatabase(value)
    }
    const condition = planCondition(this.registry, await this.settled())
    return instance.transaction(async (trx) => {
      const result = await trx.updateTable(meta.table).set(values).where(condition).executeTakeFirst()
      return Number(result.numUpdatedRows)
    })
  }

  /**
   * Moves all records to the trash, or removes them with `permanent: true`: all or none, but of artifacts and storage
   * locations one after the other.
   */
  async delete(options: DeleteOptions = {}): Promise<DeletedRows | undefined> {
    return bulkDelete(this as unknown as QuerySet<RegistryRecord>, options)
  }

  /** Records of this set that contain a text in any field, best first; then records with similar words. */
  search(text: string, options: SearchOptions<R> = {}): SearchResult<R> {
    return new SearchResult<R>(this, text, options)
  }

  /** The records by properties made from a field, by default the name: `(await set.lookup()).t_cell`. */
  async lookup<const O extends LookupOptions<R> = object>(
    field?: FieldName<R> | RegistryField,
    options?: O,
  ): Promise<LookupOf<R, O>> {
    const set = this.plan.order.length > 0 ? this : this.derive({ order: [['id', 'asc']] })
    const records = (await set.all()) as RegistryRecord[]
    return makeLookup(this.registry, records, field, (options ?? {}) as object) as unknown as LookupOf<R, O>
  }

  /** Whether records of this set have each value in a field, exactly and minding case. */
  validate<V extends CurationInput>(values: V, options?: ValidateOptions<R>): Promise<PerValue<V, boolean>> {
    return validate(this, values, options) as Promise<PerValue<V, boolean>>
  }

  /** Says which values the records of this set have, and what the others stand for. */
  inspect<V extends CurationInput>(
    values: V,
    options?: InspectOptions<R>,
  ): Promise<InspectResult<NonNullable<ElementOf<V>>>> {
    return inspect(this, values, options) as Promise<InspectResult<NonNullable<ElementOf<V>>>>
  }

  /** Replaces synonyms and differing case by names of this set. What is unknown stays as it is. */
  standardize<V extends CurationInput, const O extends StandardizeOptions<R> = object>(
    values: V,
    options?: O,
  ): Promise<StandardizeResult<V, O>> {
    return standardize(this, values, options) as Promise<StandardizeResult<V, O>>
  }

  /** The records of this set that values stand for, then new ones made from the public source. */
  fromValues(values: CurationValues, options?: FromValuesOptions<R>): DraftList<R> {
    return fromValues(this, values, options) as DraftList<R>
  }

  /**
   * The records as an Arrow table, the last 20 of them by default. Columns are called as in the database; keys are 32-bit
   * integers, JSON is text, times are microseconds in UTC. Values of features are columns beside the first three; records of
   * one type with their features are the sheet of that type: all its rows, with the members of its schema.
   *
   * @example await db.Artifact.filter({ suffix: '.h5ad' }).toDataFrame({ include: ['createdBy.handle', 'ulabels.name'] })
   * @throws {@link FieldError} for an included field that does not exist
   */
  async toDataFrame(options: DataFrameOptions<R> = {}): Promise<Table> {
    const { toDataFrame } = await import('./data-frame/to-data-frame.ts')
    return toDataFrame(this, options as DataFrameOptions)
  }

  toString(): string {
    return `QuerySet(${this.registry.meta.entityName}), to be awaited for its records`
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }

  // oxlint-disable-next-line unicorn/no-thenable -- a query set is awaited, as in knex and Prisma
  then<A = R[], B = never>(
    fulfilled?: ((records: R[]) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.all().then(fulfilled, rejected)
  }

  /** Reads page by page. Unordered sets go by id; ordered ones remember the ids (8 bytes a row) and read by them. */
  async *[Symbol.asyncIterator](): AsyncIterator<R> {
    const { order, limit, offset } = this.plan
    if (order.length === 0 && limit === undefined && offset === undefined) yield* this.pagesById()
    else yield* this.pagesByIds((await this.rows(['id'])).map((row) => Number(row['id'])))
  }

  private async *pagesById(): AsyncIterable<R> {
    const id = columnRef(this.registry.meta, 'id')
    let last: number | undefined
    for (;;) {
      const after = last === undefined ? [] : [{ sql: sql<boolean>`${id} > ${last}` }]
      const page = await this.load({
        ...this.plan,
        clauses: [...this.plan.clauses, ...after],
        order: [['id', 'asc']],
        limit: PAGE_ROWS,
      })
      yield* page
      if (page.length < PAGE_ROWS) return
      last = (page.at(-1) as RegistryRecord | undefined)?.id
    }
  }

  private async *pagesByIds(ids: readonly number[]): AsyncIterable<R> {
    for (let start = 0; start < ids.length; start += PAGE_ROWS) {
      const chunk = ids.slice(start, start + PAGE_ROWS)
      const where = { id: { $in: chunk } }
      const page = await this.load({ ...emptyPlan, with: this.plan.with, clauses: [{ where }] })
      const byId = new Map(page.map((record) => [(record as RegistryRecord).id, record]))
      for (const id of chunk) {
        const record = byId.get(id)
        if (record) yield record
      }
    }
  }

  private async load(plan: QueryPlan): Promise<R[]> {
    const rows = await planQuery(this.registry, await settlePlan(this.registry, plan)).execute()
    const records = rows.map((row) => hydrate(this.registry, row))
    if (plan.with.length > 0) await loadRelations(this.registry, records, plan.with)
    return records as R[]
  }
}

/** SQLite would read a negative limit as none, and a text as anything. */
function wholeNumber(name: 'limit' | 'offset', rows: number): number {
  if (Number.isSafeInteger(rows) && rows >= 0) return rows
  throw new InvalidArgument(`${name}() takes a whole number of rows, from 0 on, got ${String(rows)}.`)
}
