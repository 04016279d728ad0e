import { sql, type RawBuilder, type SqlBool } from 'kysely'

import { InvalidArgument, NotSupported } from '../errors.ts'
import { hydrate } from './hydrate.ts'
import { QuerySet } from './query-set.ts'
import { metaOf, type Row } from './record-state.ts'
import type { BoundRegistry, RegistryRecord } from './record.ts'
import type { RegistryMeta } from './registry-meta.ts'
import { columnRef } from './where.ts'

export interface DescendOptions {
  /** Number of steps, 1 for the nearest alone; all if left out. */
  readonly depth?: number
}

/** Records with parents. */
export interface HasParents {
  /** The parents, and their parents; on the default branches, in no order of their own. */
  queryParents(options?: DescendOptions): QuerySet<this>

  /** The children, and their children; on the default branches, in no order of their own. */
  queryChildren(options?: DescendOptions): QuerySet<this>
}

/** A step from one record to the next: the columns of a table that hold the ids of both. */
interface Step {
  readonly table: string
  readonly from: string
  readonly to: string
}

/** The records of a type, and those of the types below it. */
export function queryOfType<R extends RegistryRecord>(record: R, options: DescendOptions = {}): QuerySet<R> {
  const { table } = metaOf(record)
  return reached(record, { table, from: 'type_id', to: 'id' }, options)
}

/** The parents of a record, and their parents. */
export function queryParents<R extends RegistryRecord>(record: R, options: DescendOptions = {}): QuerySet<R> {
  return reached(record, parentStep(record, 'parents'), options)
}

/** The children of a record, and their children. */
export function queryChildren<R extends RegistryRecord>(
  record: R,
  options: DescendOptions = {},
): QuerySet<R> {
  return reached(record, parentStep(record, 'children'), options)
}

/** Types are not looked for further up than this; whoever made a circle of types would never come to the end. */
const MOST_TYPES = 100

/** The type of a record and the types above it, the nearest first. */
export async function typesOf<R extends RegistryRecord>(record: R): Promise<R[]> {
  const meta = metaOf(record)
  const registry = meta.registry as BoundRegistry<R>
  const step = { table: meta.table, from: 'id', to: 'type_id' }
  const found = reachedRows(meta, record.id ?? -1, step, MOST_TYPES)
  const { rows } = await sql<Row>`${found} select record.*, reached.depth as found_depth from reached
    join ${sql.table(meta.table)} as record on record.id = reached.id where reached.depth > 0 order by reached.depth`.execute(
    registry.instance.queries,
  )
  const types = new Map<number, R>()
  for (const { found_depth: _, ...row } of rows) {
    const id = Number(row['id'])
    if (id !== record.id && !types.has(id)) types.set(id, hydrate(registry, row))
  }
  return [...types.values()]
}

function parentStep(record: RegistryRecord, name: 'parents' | 'children'): Step {
  const meta = metaOf(record)
  const relation = meta.relations.get(name)
  if (relation?.kind === 'through')
    return { table: relation.link.table, from: relation.ownColumn, to: relation.targetColumn }
  throw new NotSupported(`${meta.entityName} records have no ${name}.`)
}

/** All records that steps lead to, on the default branches and over them only; never the record itself. */
function reached<R extends RegistryRecord>(record: R, step: Step, { depth }: DescendOptions): QuerySet<R> {
  const meta = metaOf(record)
  if (record.id === undefined)
    throw new InvalidArgument(`Save the ${meta.name} before looking for what hangs on it.`)
  if (depth !== undefined && !(Number.isInteger(depth) && depth > 0))
    throw new InvalidArgument(`The depth is a number of steps from 1 on, not ${depth}.`)
  const { registry } = meta
  const ids = sql`${reachedRows(meta, record.id, step, depth)} select id from reached`
  return new QuerySet<R>(registry).where(
    sql<SqlBool>`${columnRef(meta, 'id')} in (${ids}) and ${columnRef(meta, 'id')} <> ${record.id}`,
  )
}

function reachedRows(
  meta: RegistryMeta,
  id: number,
  { table, from, to }: Step,
  depth: number | undefined,
): RawBuilder<unknown> {
  const branches = sql.join([...meta.registry.instance.defaultBranchIds])
  const next = sql`select step.${sql.ref(to)}, reached.depth + ${depth === undefined ? 0 : 1}
    from ${sql.table(table)} as step
    join reached on step.${sql.ref(from)} = reached.id
    join ${sql.table(meta.table)} as record on record.id = step.${sql.ref(to)}
    where record.branch_id in (${branches})${depth === undefined ? sql`` : sql` and reached.depth < ${depth}`}`
  return sql`with recursive reached(id, depth) as (select cast(${id} as integer), 0 union ${next})`
}
