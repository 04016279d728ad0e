import type { ColumnMeta, RegistryMeta } from '../registry-meta.ts'

/** Columns that follow the others, in this order. */
const LAST = ['version_tag', 'is_latest', 'is_locked', 'is_type', 'created_at']

/** Foreign keys that every registry with branches has, in this order. */
const PLACE = ['branch_id', 'created_on_id', 'space_id']

/** Who made a row comes before what the registry itself refers to … */
const MADE_BY = ['created_by_id', 'run_id']

/** … but for the registries that declare these keys among their own. */
const OWN_ORDER: { readonly [registry: string]: readonly string[] } = {
  Artifact: ['storage_id', 'run_id', 'schema_id', 'created_by_id'],
  Transform: ['environment_id', 'plan_id', 'run_id', 'created_by_id'],
  Record: ['created_by_id', 'type_id', 'schema_id', 'run_id'],
  Run: ['transform_id', 'report_id', 'environment_id', 'plan_id', 'created_by_id', 'initiated_by_run_id'],
}

/**
 * The columns of a data frame in the order in which Python's has them: uid and id, plain columns, what is on every row,
 * foreign keys. `updated_at` is left out, as are private columns unless asked for.
 */
export function dataFrameColumns(meta: RegistryMeta, withPrivates: boolean): ColumnMeta[] {
  const isKey = foreignKeys(meta)
  const visible = [...meta.columns.values()].filter(
    ({ column }) =>
      column !== 'updated_at' &&
      (withPrivates || !column.startsWith('_') || (column === '_dtype_str' && meta.name === 'Feature')),
  )
  const plain = visible.filter((column) => !isKey.has(column))
  const keys = visible.filter((column) => isKey.has(column))
  return [
    ...inOrder(plain, ['uid', 'id', ...(meta.has('isLocked') ? ['_aux'] : [])], LAST),
    ...inOrder(keys, [...PLACE, ...(OWN_ORDER[meta.name] ?? (meta.has('runId') ? MADE_BY : []))], []),
  ]
}

export function foreignKeys(meta: RegistryMeta): Set<ColumnMeta> {
  const keys = [...meta.relations.values()].flatMap((relation) =>
    relation.kind === 'toOne' ? [relation.idColumn] : [],
  )
  return new Set(keys)
}

function inOrder(
  columns: readonly ColumnMeta[],
  first: readonly string[],
  last: readonly string[],
): ColumnMeta[] {
  const rank = ({ column }: ColumnMeta, index: number): number => {
    if (first.includes(column)) return first.indexOf(column) - first.length
    return last.includes(column) ? columns.length + last.indexOf(column) : index
  }
  return columns
    .map((column, index) => ({ column, rank: rank(column, index) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ column }) => column)
}
