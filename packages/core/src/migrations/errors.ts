import { LaminError } from '../errors.ts'

/** A migration that the database refused. The whole deployment was rolled back. */
export class MigrationFailed extends LaminError<'MIGRATION_FAILED'> {
  /** `<module>.<name>`. */
  readonly migration: string
  /** The SQL at fault, where it is known. */
  readonly statement: string | undefined

  constructor(migration: string, cause: unknown, statement?: string) {
    const place = statement === undefined ? '' : ` in \`${shortened(statement)}\``
    super('MIGRATION_FAILED', {
      message: `The migration '${migration}' failed${place}: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'Everything was rolled back; the database is as it was before.',
      cause,
    })
    this.migration = migration
    this.statement = statement
  }
}

/** Tables of the module are there, but at a level from which only Python's migrations lead on. */
export class SchemaTooOld extends LaminError<'SCHEMA_TOO_OLD'> {
  readonly module: string
  /** Rows of `django_migrations` that are missing, as `app name`. */
  readonly missing: readonly string[]

  constructor(module: string, missing: readonly string[]) {
    super('SCHEMA_TOO_OLD', {
      message: `The database has tables of module '${module}' at an older level: ${missing.length} migration(s) are missing, the first is '${missing[0]}'. Nothing was changed.`,
      hint: `Run ${pythonDeploy}, then try again.`,
    })
    this.module = module
    this.missing = missing
  }
}

/** A database that claims to be migrated but lacks tables or columns. */
export class SchemaIncomplete extends LaminError<'SCHEMA_INCOMPLETE'> {
  /** `<module>.<name>` of the migration that should have made them. */
  readonly migration: string
  /** Tables, and columns as `table.column`. */
  readonly missing: readonly string[]

  constructor(migration: string, missing: readonly string[]) {
    super('SCHEMA_INCOMPLETE', {
      message: `The database is recorded as migrated to '${migration}', but lacks ${missing.length} table(s) or column(s): ${missing.slice(0, 10).join(', ')}. Nothing was changed.`,
      hint: 'Restore the database from a backup, or create the missing parts with the program that removed them.',
    })
    this.migration = migration
    this.missing = missing
  }
}

/** Rows that refer to rows which are not there, found after migrating SQLite. The deployment was rolled back. */
export class DanglingReferences extends LaminError<'DANGLING_REFERENCES'> {
  readonly count: number
  /** Tables with such rows. */
  readonly tables: readonly string[]

  constructor(count: number, tables: readonly string[]) {
    super('DANGLING_REFERENCES', {
      message: `After the migration ${count} row(s) would refer to missing rows, in ${tables.slice(0, 10).join(', ')}. Everything was rolled back.`,
      hint: '`PRAGMA foreign_key_check` lists such rows; remove or correct those that were there before, then migrate again.',
    })
    this.count = count
    this.tables = tables
  }
}

/** How a database of an older level is brought up to the level of the base migrations. */
export const pythonDeploy = '`lamin migrate deploy` of a current Python LaminDB'

function shortened(sql: string): string {
  return sql.length <= 200 ? sql : `${sql.slice(0, 200)}…`
}
