import type { Arrow } from '../table/arrow-runtime.ts'
import { columnOf, type ColumnChange, type DataTable, type TableColumn } from '../table/data-table.ts'
import type { LabelValue } from '../vectors/distinct-values.ts'
import type { CheckedFeature } from './checked-feature.ts'
import { ColumnCheck } from './column-check.ts'
import { checkPresence, type PresenceRules } from './check-presence.ts'
import { dtypeRule } from './dtype-rule.ts'
import { RowLabels } from './row-labels.ts'
import type { StructuralProblem } from './structural-problem.ts'

/** What a table is checked for. */
export interface TableRules extends PresenceRules {
  readonly features: readonly CheckedFeature[]
  readonly index: CheckedFeature | undefined
}

export interface TableFindings {
  readonly problems: readonly StructuralProblem[]
  /** Conversions that the dtypes ask for. */
  readonly changes: readonly ColumnChange[]
  /** Different labels by column, for categorical columns that the table has. */
  readonly labels: ReadonlyMap<string, readonly LabelValue[]>
  /** Different labels of a categorical index. */
  readonly indexLabels: readonly LabelValue[]
}

/** The labels that a table has when nobody gave any: 0 to n-1. */
const defaultIndex: TableColumn = { name: '', field: undefined, kind: 'int', physical: 'int64' }

/** Checks columns, types and missing values in one pass over the columns of the features. Memory: one batch. */
export async function checkTable(arrow: Arrow, table: DataTable, rules: TableRules): Promise<TableFindings> {
  const names = table.columns.map(({ name }) => name)
  const presence = checkPresence(
    names,
    rules.features.map((one) => ({ ...one, engine: dtypeRule(one.dtype, true, one.isCategoryList).engine })),
    rules,
  )
  const checks = rules.features.flatMap((feature) => {
    const column = columnOf(table, feature.name)
    return column ? [new ColumnCheck(arrow, feature, column)] : []
  })
  const index = rules.index && indexCheck(arrow, table, rules.index)
  const labels = new RowLabels(arrow, table.index.column)
  const rows = await scan(table, index ? [...checks, index] : checks, labels)
  if (index && !table.index.column) index.add(Array.from({ length: rows }, (_, row) => row))
  const all = index ? [...checks, index] : checks
  return {
    problems: [...presence, ...all.flatMap((check) => check.problems(labels.texts))],
    changes: all.flatMap((check) => check.change ?? []),
    labels: new Map(checks.flatMap(({ column, labels }) => (labels ? [[column.name, labels.values]] : []))),
    indexLabels: index?.labels?.values ?? [],
  }
}

function indexCheck(arrow: Arrow, { index }: DataTable, feature: CheckedFeature): ColumnCheck {
  return new ColumnCheck(arrow, { ...feature, isNullable: false }, index.column ?? defaultIndex, {
    name: index.name ?? 'None',
  })
}

async function scan(table: DataTable, checks: readonly ColumnCheck[], labels: RowLabels): Promise<number> {
  let rows = 0
  const read = checks.filter(({ column }) => column !== defaultIndex)
  const columns = new Set([...read.map(({ column }) => column), ...(labels.column ? [labels.column] : [])])
  for await (const batch of table.batches([...columns])) {
    rows += batch.numRows
    labels.add(batch)
    for (const check of read) for (const chunk of batch.chunks(check.column)) check.add(chunk)
  }
  return rows
}
