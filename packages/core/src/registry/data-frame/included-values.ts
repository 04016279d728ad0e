import { FieldError } from '../../errors.ts'
import { oneOf } from '../comparison.ts'
import type { ColumnMeta, RegistryMeta, RelationMeta } from '../registry-meta.ts'
import { columnRef, unknownField } from '../where.ts'

const ID = { isText: false, isJson: false }

/** A column at the end of a chain of relations. */
export interface IncludedPath {
  /** As Python calls the column: `run__transform__key`. */
  readonly name: string
  readonly steps: readonly RelationMeta[]
  readonly column: ColumnMeta
  readonly isMany: boolean
}

/**
 * Reads `run.transform.key`: relations, then a column. A relation alone stands for the ids at its other end.
 *
 * @throws FieldError for a step that is no relation, or an end that is no column
 */
export function includedPath(meta: RegistryMeta, path: string): IncludedPath {
  const steps: RelationMeta[] = []
  const names: string[] = []
  let at = meta
  const parts = path.split('.')
  const end = parts.pop() as string
  for (const part of parts) {
    const relation = at.relations.get(part)
    if (!relation) throw unknownField(at, part)
    steps.push(relation)
    names.push(snakeCase(part))
    at = relation.target
  }
  const column = at.columns.get(end)
  if (column) return pathOf(steps, [...names, column.column], column)
  const relation = at.relations.get(end)
  const id = relation?.target.columns.get('id')
  if (!relation || !id) throw unknownField(at, end)
  return pathOf([...steps, relation], [...names, snakeCase(end)], id)
}

const pathOf = (
  steps: readonly RelationMeta[],
  names: readonly string[],
  column: ColumnMeta,
): IncludedPath => ({
  name: names.join('__'),
  steps,
  column,
  isMany: steps.some((step) => step.kind !== 'toOne'),
})

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/**
 * Values at the end of a path for many rows: one query a step and one for the values.
 *
 * @returns driver values by the id of the row, each once
 */
export async function includedValues(
  meta: RegistryMeta,
  { steps, column }: IncludedPath,
  ids: readonly number[],
): Promise<Map<number, Set<unknown>>> {
  let ends = new Map<number, Set<number>>(ids.map((id) => [id, new Set([id])]))
  let at = meta
  for (const step of steps) {
    const next = await follow(at, step, distinct(ends))
    ends = new Map([...ends].map(([id, targets]) => [id, union(targets, next)]))
    at = step.target
  }
  const values = await columnValues(at, column, distinct(ends))
  return new Map(
    [...ends].map(([id, targets]) => [id, new Set([...targets].map((target) => values.get(target)))]),
  )
}

const distinct = (sets: ReadonlyMap<number, ReadonlySet<number>>): number[] => [
  ...new Set([...sets.values()].flatMap((set) => [...set])),
]

function union(ids: ReadonlySet<number>, next: ReadonlyMap<number, readonly number[]>): Set<number> {
  return new Set([...ids].flatMap((id) => next.get(id) ?? []))
}

/** Ids at the other end of a relation, by the id of the row. */
async function follow(
  meta: RegistryMeta,
  relation: RelationMeta,
  ids: readonly number[],
): Promise<Map<number, number[]>> {
  const { table, from, to } = linkOf(meta, relation)
  const { instance } = meta.registry
  const rows = await instance.queries
    .selectFrom(table.table)
    .select([`${from} as from`, `${to} as to`])
    .where(oneOf(columnRef(table, from), ID, ids, instance.dialect))
    .orderBy('id')
    .execute()
  const targets = new Map<number, number[]>()
  for (const row of rows) {
    if (row['to'] === null) continue
    const id = Number(row['from'])
    const known = targets.get(id)
    if (known) known.push(Number(row['to']))
    else targets.set(id, [Number(row['to'])])
  }
  return targets
}

function linkOf(
  meta: RegistryMeta,
  relation: RelationMeta,
): { readonly table: RegistryMeta; readonly from: string; readonly to: string } {
  if (relation.kind === 'toOne') return { table: meta, from: 'id', to: relation.idColumn.column }
  if (relation.kind === 'toMany') return { table: relation.target, from: relation.foreignColumn, to: 'id' }
  return { table: relation.link, from: relation.ownColumn, to: relation.targetColumn }
}

async function columnValues(
  meta: RegistryMeta,
  column: ColumnMeta,
  ids: readonly number[],
): Promise<Map<number, unknown>> {
  const { instance } = meta.registry
  const rows = await instance.queries
    .selectFrom(meta.table)
    .select(['id', `${column.column} as value`])
    .where(oneOf(columnRef(meta, 'id'), ID, ids, instance.dialect))
    .execute()
  return new Map(rows.map((row) => [Number(row['id']), row['value']]))
}

/** @throws FieldError when a name is given twice */
export function checkDistinct(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new FieldError(`The column '${twice}' is included twice.`)
}
