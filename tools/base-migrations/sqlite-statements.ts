import { createIndexes } from './create-indexes.ts'
import type { Check, Column, ForeignKey, ModuleName, Schema, Table, Unique } from './reference-schema.ts'
import { columnList, quoted } from './sql-names.ts'

/** The statements that create one module's tables and indexes; foreign keys may point to tables that come later. */
export function sqliteStatements(schema: Schema, module: ModuleName): readonly string[] {
  return Object.entries(schema.tables)
    .filter(([, table]) => table.module === module)
    .flatMap(([name, table]) => [createTable(name, table), ...createIndexes(name, table)])
}

function createTable(name: string, table: Table): string {
  const parts = [
    ...table.columns.map((column) => columnDefinition(column, table)),
    ...table.uniques
      .filter((unique) => !isInline(unique) && unique.as === 'constraint')
      .map(uniqueConstraint),
    ...table.checks.filter((check) => columnOfCheck(check) === undefined).map(checkConstraint),
  ]
  return `create table ${quoted(name)} (${parts.join(', ')})`
}

function columnDefinition(column: Column, table: Table): string {
  const { name } = column
  const unique = table.uniques.some((rule) => isInline(rule) && rule.columns[0] === name)
  const checks = table.checks.filter((check) => columnOfCheck(check) === name)
  const foreignKey = table.foreignKeys.find((key) => key.columns[0] === name)
  return [
    quoted(name),
    column.type,
    column.nullable ? 'null' : 'not null',
    column.default === undefined ? '' : `default ${defaultValue(column.default)}`,
    column.primaryKey === true ? 'primary key' : '',
    column.autoincrement === true ? 'autoincrement' : '',
    unique ? 'unique' : '',
    ...checks.map((check) => `check (${check.expression})`),
    foreignKey === undefined ? '' : reference(foreignKey),
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** Literals stand alone, everything else needs parentheses. */
function defaultValue(value: string): string {
  return /^('.*'|-?\d+)$/.test(value) ? value : `(${value})`
}

function reference(key: ForeignKey): string {
  return `references ${quoted(key.references)} (${columnList(key.toColumns)}) deferrable ${key.deferrable.toLowerCase()}`
}

function isInline(unique: Unique): boolean {
  return unique.as === 'constraint' && unique.name === null && unique.columns.length === 1
}

function uniqueConstraint(unique: Unique): string {
  return `${constraintName(unique.name)}unique (${columnList(unique.columns)})`
}

function checkConstraint(check: Check): string {
  return `${constraintName(check.name)}check (${check.expression})`
}

function constraintName(name: string | null): string {
  return name === null ? '' : `constraint ${quoted(name)} `
}

/** The column that an unnamed check is about and beside which it is written. */
function columnOfCheck(check: Check): string | undefined {
  if (check.name !== null) return undefined
  const names = new Set([...check.expression.matchAll(/"([^"]+)"/g)].map(([, name]) => name))
  const [only] = names
  return names.size === 1 ? only : undefined
}
