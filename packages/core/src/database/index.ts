export { bulkInsert, bulkUpsert } from './bulk/bulk-insert.ts'
export type {
  BulkColumn,
  BulkInsert,
  BulkResult,
  BulkRows,
  BulkUpsert,
  BulkWrite,
} from './bulk/bulk-write.ts'
export { isLocalDatabase, parseDatabaseUrl, sqliteUrl, type DatabaseLocation } from './database-url.ts'
export type { Database, DatabaseTransaction, Queries, Tables, TransactionOptions } from './database.ts'
export type { Dialect } from './dialect.ts'
export {
  DatabaseAccessDenied,
  DatabaseClosed,
  DatabaseFileNotFound,
  DatabaseFileUnreadable,
  DatabaseLocked,
  DatabaseNotFound,
  DatabaseUnreachable,
  InvalidBulkWrite,
  InvalidDatabaseUrl,
  UnsupportedNodeVersion,
} from './errors.ts'
export { insertRow } from './insert-row.ts'
export { openDatabase, type OpenDatabaseOptions } from './open-database.ts'
export { createPostgresDatabase } from './postgres/create-postgres-database.ts'
export { withoutSecondaryIndexes } from './sqlite/secondary-indexes.ts'
