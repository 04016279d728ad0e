/** A column that a bulk write fills. */
export interface BulkColumn {
  readonly name: string
  /** Postgres type of one value, such as `text`, `integer`, `jsonb` or `timestamptz`; SQLite needs none. */
  readonly type: string
}

/** Rows in the order of the columns. Values are what the database holds: JSON and timestamps as text, dates not. */
export type BulkRows = Iterable<readonly unknown[]> | AsyncIterable<readonly unknown[]>

/** What every bulk write says. Columns that are not listed get their SQL defaults. */
export interface BulkWrite {
  readonly table: string
  readonly columns: readonly BulkColumn[]
  /** Read once, some thousand rows ahead of the database at most. */
  readonly rows: BulkRows
  /** Columns to give back for every row that was written, in no particular order: take a key with the `id`. */
  readonly returning?: readonly string[]
  /** Checked once in some thousand rows. */
  readonly signal?: AbortSignal
}

/** A {@link BulkWrite} of new rows. */
export interface BulkInsert extends BulkWrite {
  /** `ignore` passes over rows that break a unique rule; by default they fail the whole write. */
  readonly onConflict?: 'fail' | 'ignore'
}

/** A {@link BulkWrite} of rows that may be there already. Of rows with the same key the last one wins. */
export interface BulkUpsert extends BulkWrite {
  /** Columns of the unique rule that tells which row is meant. */
  readonly key: readonly string[]
  /** Condition of the unique index, in SQL, when it is a partial one: `"feature_id" is null`. */
  readonly keyCondition?: string
  /** Columns to overwrite in a row that is there; by default all that are written, but for the key. */
  readonly update?: readonly string[]
}

/** What a bulk write did. */
export interface BulkResult {
  /** Rows inserted or updated. */
  readonly count: number
  /** The `returning` columns of each; empty when none were asked for. */
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}
