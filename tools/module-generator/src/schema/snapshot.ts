import type { AbstractSqlPlatform, Column, DatabaseSchema, ForeignKey, IndexDef } from '@mikro-orm/sql'

/** A column in a snapshot: what MikroORM's comparison looks at, its type by name. */
type StoredColumn = Omit<Column, 'mappedType'> & { readonly mappedType?: string }

/** Tables as a file next to the migrations keeps them, so that the next migration is told from the last. */
export interface StoredTable {
  readonly name: string
  readonly schema?: string
  readonly columns: { readonly [name: string]: StoredColumn }
  readonly indexes: readonly IndexDef[]
  readonly foreignKeys: { readonly [name: string]: ForeignKey }
}

/** The tables of a schema as text, in one order and form on every machine. */
export function writeSnapshot(schema: DatabaseSchema): string {
  return `${JSON.stringify(schema.getTables(), null, 2)}\n`
}

/**
 * Tables from a snapshot; none from `undefined`.
 *
 * @param name - of the database schema that the tables are compared with
 */
export async function readSnapshot(
  text: string | undefined,
  platform: AbstractSqlPlatform,
  name: string,
): Promise<DatabaseSchema> {
  const { DatabaseSchema, DatabaseTable, Type, types, UnknownType } = await import('@mikro-orm/sql')
  const schema = new DatabaseSchema(platform, name)
  const stored = text === undefined ? [] : (JSON.parse(text) as readonly StoredTable[])
  const tables = stored.map((table) => {
    const made = new DatabaseTable(platform, table.name, table.schema)
    made.setIndexes([...table.indexes])
    made.setForeignKeys({ ...table.foreignKeys })
    for (const column of Object.values(table.columns)) {
      const type = types[column.mappedType as keyof typeof types] ?? UnknownType
      made.addColumn({ ...column, mappedType: Type.getType(type) })
    }
    return made
  })
  schema.setTables(tables)
  return schema
}
