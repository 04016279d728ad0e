import { sql } from 'kysely'

import type { Instance } from '../../instance/instance.ts'
import type { Feature } from '../../registries/feature.ts'
import { oneOf } from '../../registry/comparison.ts'
import { checkOnly } from '../../registry/scope.ts'
import { columnRef } from '../../registry/where.ts'
import type { LabelValue } from './distinct-values.ts'
import type { LabelComponent } from './label-component.ts'
import type { ResolvedLabels } from './resolve-labels.ts'

/** Which rows of sheets a table was exported from: by their uids, or by their names within the sheets of a schema. */
export type SheetRows =
  | { readonly by: 'uid'; readonly keys: readonly string[] }
  | { readonly by: 'name'; readonly keys: readonly string[]; readonly schemaId: number }

/**
 * The records that rows of sheets have as values of a feature. Exported tables hold their names only, and several may have
 * one name: the rows themselves tell which one is meant. One query.
 *
 * @returns `undefined` when these rows have no values of the feature
 */
export async function sheetLabels(
  instance: Instance,
  feature: Feature,
  { meta, column, scope }: LabelComponent,
  values: readonly LabelValue[],
  rows: SheetRows,
): Promise<ResolvedLabels | undefined> {
  const { dialect, defaultBranchIds } = instance
  const key = sql.ref(`sheet_row.${rows.by}`)
  const ofSheets =
    rows.by === 'uid'
      ? sql<boolean>`1 = 1`
      : sql<boolean>`sheet_row.type_id in (select id from lamindb_record as sheet
          where sheet.is_type and sheet.schema_id = ${rows.schemaId})`
  const linked = await instance.queries
    .selectFrom('lamindb_recordrecord as link')
    .innerJoin('lamindb_record as sheet_row', 'sheet_row.id', 'link.record_id')
    .innerJoin(meta.table, `${meta.table}.id`, 'link.value_id')
    .where('link.feature_id', '=', feature.id)
    .where('sheet_row.branch_id', 'in', [...defaultBranchIds])
    .where(oneOf(key, { isText: true, isJson: false }, rows.keys, dialect))
    .where(ofSheets)
    .where(checkOnly(scope))
    .select([`${meta.table}.id as id`, sql`${columnRef(meta, column.column)}`.as('value')])
    .distinct()
    .execute()
  const found = linked
    .filter(({ value }) => value !== null)
    .map((row) => ({ id: Number(row['id']), value: row.value }))
    .sort((a, b) => a.id - b.id)
  if (found.length === 0) return undefined
  const names = new Set(found.map(({ value }) => value))
  const remaining = values.filter((value) => !names.has(value)) as (string | number | bigint)[]
  return { found: [{ meta, rows: found, count: found.length, lookUp: undefined }], remaining }
}
