export type { Database, DatabaseTransaction, Queries, Tables, TransactionOptions } from './database.ts'
export type { Dialect } from './dialect.ts'
