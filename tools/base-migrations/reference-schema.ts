import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A module of the reference; core's tables are those of the package `lamindb`. */
export type ModuleName = 'core' | 'bionty' | 'pertdb'

/** One column as the reference's database describes it. */
export interface Column {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly default?: string
  readonly primaryKey?: boolean
  readonly autoincrement?: boolean
  readonly identity?: 'BY DEFAULT'
}

/** A unique rule. SQLite leaves most without a name. */
export interface Unique {
  readonly name: string | null
  /** Names, or expressions with parentheses. */
  readonly columns: readonly string[]
  readonly as: 'constraint' | 'index'
  readonly where?: string
}

/** An index that allows duplicates. On Postgres an operator class may follow the column. */
export interface Index {
  readonly name: string
  readonly columns: readonly string[]
}

/** A check rule. SQLite leaves most without a name. */
export interface Check {
  readonly name: string | null
  readonly expression: string
}

/** A foreign key; all of them are deferred and without action. */
export interface ForeignKey {
  readonly name: string | null
  readonly columns: readonly string[]
  readonly references: string
  readonly toColumns: readonly string[]
  readonly onDelete: 'NO ACTION'
  readonly onUpdate: 'NO ACTION'
  readonly deferrable: 'INITIALLY DEFERRED'
}

/** One table of the reference. */
export interface Table {
  readonly module: ModuleName
  readonly columns: readonly Column[]
  /** Postgres only: its primary keys have names. */
  readonly primaryKey?: { readonly name: string; readonly columns: readonly string[] }
  readonly uniques: readonly Unique[]
  readonly indexes: readonly Index[]
  readonly checks: readonly Check[]
  readonly foreignKeys: readonly ForeignKey[]
}

/** A trigger of Postgres. */
export interface Trigger {
  readonly name: string
  readonly module: ModuleName
  readonly table: string
  readonly timing: string
  readonly events: readonly string[]
  readonly level: string
  readonly when: string
  readonly function: string
  /** A hash that the reference's tools list. */
  readonly comment: string
}

/** A function of Postgres, without its body. */
export interface SchemaFunction {
  readonly name: string
  readonly module: ModuleName
  readonly arguments: string
  readonly returns: string
  readonly language: string
}

/** `sqlite.json` or `postgres.json`. */
export interface Schema {
  readonly versions: Readonly<Record<string, string>>
  readonly tables: Readonly<Record<string, Table>>
  readonly triggers: readonly Trigger[]
  readonly functions: readonly SchemaFunction[]
}

/** `migrations.json`, as far as it is used. */
export interface MigrationRows {
  readonly required: readonly {
    readonly module: ModuleName
    readonly app: string
    readonly name: string
    readonly kind: 'step' | 'squash'
  }[]
}

/** What the generator reads from the folder of the reference schema. */
export interface Reference {
  readonly sqlite: Schema
  readonly postgresql: Schema
  readonly migrations: MigrationRows
}

/** Reads the reference schema. The files were written by a program from real databases and are trusted. */
export async function readReference(folder: string): Promise<Reference> {
  const [sqlite, postgresql, migrations] = await Promise.all([
    readJson<Schema>(folder, 'sqlite.json'),
    readJson<Schema>(folder, 'postgres.json'),
    readJson<MigrationRows>(folder, 'migrations.json'),
  ])
  return { sqlite, postgresql, migrations }
}

async function readJson<T>(folder: string, name: string): Promise<T> {
  return JSON.parse(await readFile(join(folder, name), 'utf8')) as T
}
