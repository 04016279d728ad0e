import type { DatabaseTransaction } from '../database/database.ts'
import type { Dialect } from '../database/dialect.ts'

/** A row of `django_migrations` that stands for the same schema in Python. */
export interface DjangoRow {
  /** App label, which need not be the module's name (`lamindb` for core). */
  readonly app: string
  readonly name: string
  /** A `squash` only summarises steps: the schema is complete without its row. */
  readonly kind: 'step' | 'squash'
}

/** Columns per table, as far as a migration has created them. */
export type TableColumns = Readonly<Record<string, readonly string[]>>

/** One migration of one module: SQL for both databases, then an optional data step, in the same transaction. */
export interface MigrationDef {
  /** Unique within the module and sortable, such as `0001_base`. Recorded as `<module>.<name>`. */
  readonly name: string
  /** The statements, loaded when they are needed. */
  readonly up: Readonly<Record<Dialect, () => Promise<readonly string[]>>>
  /** Runs after the statements, in the same transaction. */
  readonly data?: (trx: DatabaseTransaction, dialect: Dialect) => Promise<void>
  /**
   * What Python's bookkeeping calls this migration, in the order in which Python writes the rows. A database that has
   * all the steps already is adopted: the migration is recorded and not run.
   */
  readonly djangoRows?: readonly DjangoRow[]
  /** Tables that must be there before a database made by Python is adopted. */
  readonly tables?: () => Promise<TableColumns>
}

/** The migrations of one module in the order in which they run. */
export interface ModuleMigrations {
  /** The module's name as in the instance's settings; `core` for the core registries. */
  readonly module: string
  /** Modules whose migrations run first. */
  readonly dependsOn: readonly string[]
  readonly migrations: readonly MigrationDef[]
}
