import { createIndexes } from './create-indexes.ts'
import { createFunction } from './postgres-functions.ts'
import type { Column, ForeignKey, ModuleName, Schema, Table, Trigger } from './reference-schema.ts'
import { columnList, literal, quoted } from './sql-names.ts'

/**
 * The statements that create one module: functions first, because checks call them; then tables with their indexes;
 * foreign keys when every table is there; triggers last.
 */
export function postgresStatements(schema: Schema, module: ModuleName): readonly string[] {
  const tables = Object.entries(schema.tables).filter(([, table]) => table.module === module)
  const triggers = schema.triggers.filter((trigger) => trigger.module === module)
  return [
    ...schema.functions.filter((f) => f.module === module).map((f) => createFunction(f, triggers)),
    ...tables.flatMap(([name, table]) => [createTable(name, table), ...createIndexes(name, table)]),
    ...tables.flatMap(([name, table]) => addForeignKeys(name, table.foreignKeys)),
    ...triggers.flatMap(createTrigger),
  ]
}

function createTable(name: string, table: Table): string {
  const parts = [
    ...table.columns.map(columnDefinition),
    ...(table.primaryKey === undefined
      ? []
      : [constraint(table.primaryKey.name, `primary key (${columnList(table.primaryKey.columns)})`)]),
    ...table.uniques
      .filter((unique) => unique.as === 'constraint')
      .map((unique) => constraint(unique.name, `unique (${columnList(unique.columns)})`)),
    ...table.checks.map((check) => constraint(check.name, `check (${check.expression})`)),
  ]
  return `create table ${quoted(name)} (${parts.join(', ')})`
}

function columnDefinition(column: Column): string {
  return [
    quoted(column.name),
    column.type,
    column.nullable ? '' : 'not null',
    column.default === undefined ? '' : `default ${column.default}`,
    column.identity === undefined ? '' : `generated ${column.identity.toLowerCase()} as identity`,
  ]
    .filter((part) => part !== '')
    .join(' ')
}

function constraint(name: string | null, definition: string): string {
  return name === null ? definition : `constraint ${quoted(name)} ${definition}`
}

function addForeignKeys(name: string, keys: readonly ForeignKey[]): readonly string[] {
  if (keys.length === 0) return []
  const parts = keys.map((key) => {
    const target = `references ${quoted(key.references)} (${columnList(key.toColumns)})`
    const rule = `foreign key (${columnList(key.columns)}) ${target} deferrable ${key.deferrable.toLowerCase()}`
    return `add ${constraint(key.name, rule)}`
  })
  return [`alter table ${quoted(name)} ${parts.join(', ')}`]
}

function createTrigger(trigger: Trigger): readonly string[] {
  const events = trigger.events.join(' or ').toLowerCase()
  const { name, table, timing, level, when } = trigger
  return [
    `create trigger ${quoted(name)} ${timing.toLowerCase()} ${events} on ${quoted(table)} for each ${level.toLowerCase()} when ${when} execute function ${quoted(trigger.function)}()`,
    `comment on trigger ${quoted(name)} on ${quoted(table)} is ${literal(trigger.comment)}`,
  ]
}
