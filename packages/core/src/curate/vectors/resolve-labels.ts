import { InvalidArgument, ValidationError } from '../../errors.ts'
import type { Instance } from '../../instance/instance.ts'
import { curationTask } from '../../registry/can-curate/curation-task.ts'
import { recordsFromValues } from '../../registry/can-curate/from-values.ts'
import { missingValues } from '../../registry/can-curate/missing-values.ts'
import { oneOf } from '../../registry/comparison.ts'
import { fieldOf, isNew, metaOf } from '../../registry/record-state.ts'
import { RegistryRecord } from '../../registry/record.ts'
import type { ColumnMeta, RegistryMeta } from '../../registry/registry-meta.ts'
import { checkOnly, type Scope } from '../../registry/scope.ts'
import { columnRef } from '../../registry/where.ts'
import type { LabelValue } from './distinct-values.ts'
import { formatValues } from './format-values.ts'
import type { LabelComponent } from './label-component.ts'
import { keepTopmost, type MatchingRow } from '../../registry/topmost.ts'

/** Values that are names of records of one registry, or ids of the records themselves. */
export interface FoundLabels {
  readonly meta: RegistryMeta
  /** Id and value of each record; undefined where they are read only when needed. */
  readonly rows: readonly LabelRow[] | undefined
  readonly count: number
  /** Where to read ids from. */
  readonly lookUp: { readonly column: ColumnMeta; readonly scopes: readonly ScopedValues[] } | undefined
}

/** A record and the value that names it. */
export type LabelRow = Pick<MatchingRow, 'id' | 'value'>

interface ScopedValues {
  readonly scope: Scope
  readonly values: readonly unknown[]
}

export interface ResolvedLabels {
  readonly found: readonly FoundLabels[]
  readonly remaining: readonly (string | number | bigint)[]
}

export interface ResolveOptions {
  /** Key of the column, for messages. */
  readonly key: string
  /** Whether terms found in public sources only are saved, or passed over. */
  readonly savesPublic: boolean
  /** Rows to prefer or to leave out before the topmost ones are kept. */
  readonly choose?: (rows: readonly MatchingRow[]) => readonly MatchingRow[]
}

/**
 * Finds the records that values name: registry after registry, each for what the ones before did not have. One query per
 * registry, however many values.
 *
 * @throws ValidationError when a name is ambiguous, and for numbers where names are texts
 */
export async function resolveLabels(
  instance: Instance,
  components: readonly LabelComponent[],
  values: readonly LabelValue[],
  options: ResolveOptions,
): Promise<ResolvedLabels> {
  const records = values.filter((value) => value instanceof RegistryRecord)
  const found: FoundLabels[] = recordLabels(records)
  let remaining = values.filter((value) => !(value instanceof RegistryRecord)) as (string | number | bigint)[]
  for (const component of components) {
    if (remaining.length === 0) break
    remaining = comparable(component, remaining)
    const step = component.isTyped
      ? await typedLabels(instance, component, remaining, options)
      : await plainLabels(instance, component, remaining, options)
    found.push(...step.found)
    remaining = [...step.remaining]
  }
  return { found, remaining }
}

function recordLabels(records: readonly RegistryRecord[]): FoundLabels[] {
  return [...Map.groupBy(records, metaOf)].map(([meta, group]) => ({
    meta,
    rows: group.map((record) => ({ id: record.id, value: record })),
    count: group.length,
    lookUp: undefined,
  }))
}

/** Numbers between texts are taken as texts; numbers alone are a mistake where names are texts. */
function comparable(
  { column, meta }: LabelComponent,
  values: readonly (string | number | bigint)[],
): (string | number | bigint)[] {
  if (!column.isText || values.every((value) => typeof value === 'string')) return [...values]
  if (values.some((value) => typeof value === 'string')) return [...new Set(values.map(String))]
  throw new ValidationError(
    `Type mismatch: identifiers are 'numeric' but field_values are 'str/categorical'.`,
    {
      hint: `Values of ${meta.entityName}.${column.column} are texts; the data hold ${formatValues(values)}.`,
    },
  )
}

async function typedLabels(
  instance: Instance,
  { meta, column, scope }: LabelComponent,
  values: readonly (string | number | bigint)[],
  { choose }: ResolveOptions,
): Promise<ResolvedLabels> {
  const rows = await matchingRows(instance, meta, column, scope, values)
  const known = new Set(rows.map((row) => row.value))
  const chosen = await keepTopmost(meta, choose ? choose(rows) : rows)
  const found: FoundLabels = { meta, rows: chosen, count: chosen.length, lookUp: undefined }
  return { found: chosen.length > 0 ? [found] : [], remaining: values.filter((value) => !known.has(value)) }
}

/** The rows of a scope with one of the values, in the order of the ids. */
async function matchingRows(
  instance: Instance,
  meta: RegistryMeta,
  column: ColumnMeta,
  scope: Scope,
  values: readonly unknown[],
): Promise<MatchingRow[]> {
  const hasType = meta.has('typeId')
  const rows = await instance.queries
    .selectFrom(meta.table)
    .select(['id', column.column, ...(hasType ? ['type_id'] : [])])
    .where(oneOf(columnRef(meta, column.column), column, values, instance.dialect))
    .where(checkOnly(scope))
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: Number(row['id']),
    value: row[column.column],
    typeId: row['type_id'] === null || row['type_id'] === undefined ? null : Number(row['type_id']),
  }))
}

async function plainLabels(
  instance: Instance,
  component: LabelComponent,
  values: readonly (string | number | bigint)[],
  options: ResolveOptions,
): Promise<ResolvedLabels> {
  const { meta, column, scope } = component
  const task = await curationTask(scope, values, {
    field: column.property as never,
    ...(component.organism && { organism: component.organism }),
  })
  const scopes: { scope: Scope; values: readonly unknown[] }[] = []
  const remaining = new Set<unknown>()
  for (const group of task.groups) {
    const missing = await missingValues(group.scope, column, group.values)
    for (const value of missing) remaining.add(value)
    scopes.push({ scope: group.scope, values: group.values.filter((value) => !missing.has(value)) })
  }
  const count = scopes.reduce((total, { values }) => total + values.length, 0)
  const existing: FoundLabels[] =
    count > 0 ? [{ meta, rows: undefined, count, lookUp: { column, scopes } }] : []
  if (!component.isPublic || remaining.size === 0)
    return { found: existing, remaining: inOrder(values, remaining) }
  const added = await publicLabels(instance, component, [...remaining], options)
  for (const value of added.values) remaining.delete(value)
  return { found: [...existing, ...added.found], remaining: inOrder(values, remaining) }
}

const inOrder = <T>(values: readonly T[], kept: ReadonlySet<unknown>): T[] =>
  values.filter((value) => kept.has(value))

/** Terms that the public source knows become records of the instance, also those that were reached by a synonym. */
async function publicLabels(
  instance: Instance,
  { meta, column, scope, organism, source }: LabelComponent,
  values: readonly unknown[],
  { key, savesPublic }: ResolveOptions,
): Promise<{ found: readonly FoundLabels[]; values: ReadonlySet<unknown> }> {
  const records = await recordsFromValues(scope, values, {
    field: column.property as never,
    mute: true,
    ...(organism && { organism }),
    ...(source && { source }),
  })
  const made = records.filter(isNew)
  const names = new Set(records.map((record) => fieldOf(record, column.property)))
  if (!savesPublic) return { found: [], values: names }
  if (made.length > 0) {
    await instance.save(made)
    const s = made.length > 1 ? 's' : ''
    const shown = formatValues(made.map((record) => fieldOf(record, column.property)))
    instance.logger.success(
      `added ${made.length} record${s} from_public with ${meta.entityName} for "${key}": ${shown}`,
    )
  }
  const rows = records.map((record) => ({ id: record.id, value: fieldOf(record, column.property) }))
  return {
    found: rows.length > 0 ? [{ meta, rows, count: rows.length, lookUp: undefined }] : [],
    values: names,
  }
}

/** Ids of the records that were found, by registry, each once and in order. */
export async function idsOfLabels(
  instance: Instance,
  found: readonly FoundLabels[],
): Promise<Map<RegistryMeta, number[]>> {
  const ids = new Map<RegistryMeta, Set<number>>()
  for (const labels of found) {
    const known = ids.get(labels.meta) ?? new Set<number>()
    ids.set(labels.meta, known)
    for (const { id } of await rowsOfLabels(instance, labels)) known.add(id)
  }
  return new Map([...ids].map(([meta, set]) => [meta, [...set]]))
}

/** Id and value of each record that was found. */
export async function rowsOfLabels(
  instance: Instance,
  { meta, rows, lookUp }: FoundLabels,
): Promise<readonly LabelRow[]> {
  if (rows) return rows
  if (!lookUp) throw new InvalidArgument(`No ids of ${meta.name} are known.`)
  const read: LabelRow[] = []
  for (const { scope, values } of lookUp.scopes) {
    if (values.length > 0) read.push(...(await matchingRows(instance, meta, lookUp.column, scope, values)))
  }
  return read
}
