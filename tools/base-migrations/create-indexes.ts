import type { Table } from './reference-schema.ts'
import { columnList, quoted } from './sql-names.ts'

/** The statements for the indexes of a table, the same on both databases; constraints are written with the table. */
export function createIndexes(name: string, table: Table): readonly string[] {
  const unique = table.uniques.flatMap((rule) => {
    if (rule.as === 'constraint' || rule.name === null) return []
    const condition = rule.where === undefined ? '' : ` where ${rule.where}`
    return [
      `create unique index ${quoted(rule.name)} on ${quoted(name)} (${columnList(rule.columns)})${condition}`,
    ]
  })
  const others = table.indexes.map(
    (index) => `create index ${quoted(index.name)} on ${quoted(name)} (${columnList(index.columns)})`,
  )
  return [...unique, ...others]
}
