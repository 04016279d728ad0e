import { coreModule, sortModules, type LaminModule } from '@lamindb/core'
import type { DeclaredEntity } from '@lamindb/core/orm'
import type { AbstractSqlPlatform, DatabaseSchema, DatabaseTable } from '@mikro-orm/sql'

import type { Dialect } from './dialects.ts'

/** The tables that entities ask for, and what can turn two states of them into SQL. */
export interface TargetSchema {
  readonly schema: DatabaseSchema
  readonly platform: AbstractSqlPlatform
  readonly toSql: (from: DatabaseSchema) => Promise<readonly string[]>
}

/**
 * The tables of a module as its entities declare them, for one database; made without connecting to any.
 *
 * @param dependencies - the modules beside core that the module depends on, and theirs
 */
export async function targetSchema(
  module: LaminModule,
  dependencies: readonly LaminModule[],
  dialect: Dialect,
): Promise<TargetSchema> {
  const modules = sortModules([coreModule, ...dependencies, module])
  const { declaredEntities, entitySchemas } = await import('@lamindb/core/orm')
  const declared = declaredEntities(modules)
  const { SchemaComparator } = await import('@mikro-orm/sql')
  const { MikroORM } =
    dialect === 'sqlite' ? await import('@mikro-orm/sqlite') : await import('@mikro-orm/postgresql')
  const orm = await MikroORM.init({
    dbName: 'lamindb',
    entities: entitySchemas(declared, dialect),
    connect: false,
    discovery: { warnWhenNoEntities: false },
  } as never)
  const platform = orm.em.getPlatform()
  const schema = orm.schema.getTargetSchema()
  const own = new Set(module.entities.map((entity) => entity.schema.tableName))
  schema.setTables(schema.getTables().filter((table) => own.has(table.name)))
  const rules = deleteRules(module, declared)
  for (const table of schema.getTables()) settle(table, { own, rules, dialect })
  return {
    schema,
    platform,
    toSql: async (from) => {
      const difference = new SchemaComparator(platform).compare(from, schema)
      return statements(orm.schema.diffToSQL(difference, { wrap: false, safe: false, dropTables: true }))
    },
  }
}

/** Declared delete rules by table and relation column. */
function deleteRules(
  module: LaminModule,
  declared: ReadonlyMap<string, DeclaredEntity>,
): ReadonlyMap<string, string> {
  const rules = module.entities.flatMap(({ schema: { name, tableName } }) =>
    [...(declared.get(name)?.properties ?? [])].flatMap(([property, options]) =>
      'deleteRule' in options && options.deleteRule !== undefined
        ? [[`${tableName}.${snakeCase(property)}_id`, options.deleteRule] as const]
        : [],
    ),
  )
  return new Map(rules)
}

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

interface Settling {
  readonly own: ReadonlySet<string>
  readonly rules: ReadonlyMap<string, string>
  readonly dialect: Dialect
}

/** SQL for the moment of an insert, as in the tables of the reference. */
const now = {
  sqlite: `(STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW'))`,
  postgresql: 'statement_timestamp()',
}

/** What MikroORM does not know about our tables. */
function settle(table: DatabaseTable, { own, rules, dialect }: Settling): void {
  for (const column of table.getColumns()) if (column.default === 'now') column.default = now[dialect]
  for (const key of Object.values(table.getForeignKeys())) {
    const [columnName = ''] = key.columnNames
    const isOwn = own.has(key.referencedTableName.split('.').at(-1) as string)
    const rule = rules.get(`${table.name}.${columnName}`)
    key.deleteRule = isOwn ? ownRule(rule) : foreignRule(table.getColumn(columnName)?.nullable === true)
    key.deferMode = 'deferred' as NonNullable<typeof key.deferMode>
    addIndex(table, columnName)
  }
}

/** Between the tables of the module the declared rules hold, where the database can help with them. */
const ownRule = (rule: string | undefined): string =>
  rule === 'cascade' || rule === 'set null' ? rule : 'no action'

/** Python deletes rows of its own tables without knowing about ours: the database has to see to the references. */
const foreignRule = (isNullable: boolean): string => (isNullable ? 'set null' : 'cascade')

/** Every foreign key is indexed; MikroORM does so on SQLite only. */
function addIndex(table: DatabaseTable, columnName: string): void {
  const indexes = table.getIndexes()
  if (indexes.some((index) => index.columnNames.length === 1 && index.columnNames[0] === columnName)) return
  const keyName = `${table.name}_${columnName}_index`
  const index = { keyName, columnNames: [columnName], composite: false, constraint: false, primary: false }
  table.setIndexes([...indexes, { ...index, unique: false }])
}

/** The statements of a script; MikroORM ends each with a semicolon and a line break. */
function statements(script: string): readonly string[] {
  return script
    .split(/;\n/)
    .map((statement) => statement.trim().replace(/;$/, ''))
    .filter((statement) => statement !== '' && !/^pragma foreign_keys/i.test(statement))
}
