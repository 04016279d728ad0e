/** Readers of driver errors about violated rules, for SQLite (better-sqlite3) and Postgres (pg) alike. */

interface DriverError {
  readonly code?: unknown
  readonly message?: unknown
  readonly detail?: unknown
  readonly constraint?: unknown
}

const codeOf = (error: unknown): string => String((error as DriverError | null)?.code ?? '')

export const isUniqueViolation = (error: unknown): boolean =>
  ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'].includes(codeOf(error))

export const isForeignKeyViolation = (error: unknown): boolean =>
  ['SQLITE_CONSTRAINT_FOREIGNKEY', '23503'].includes(codeOf(error))

/** Not-null, check and trigger violations. */
export const isOtherViolation = (error: unknown): boolean =>
  codeOf(error).startsWith('SQLITE_CONSTRAINT') || ['23502', '23514', 'P0001'].includes(codeOf(error))

/** The columns of a violated unique rule, as far as the driver names them. */
export function columnsOfViolation(error: unknown): string[] {
  const { message, detail } = error as DriverError
  const sqlite = /constraint failed: (.*)$/.exec(String(message ?? ''))?.[1]
  if (sqlite) return sqlite.split(', ').map((column) => column.split('.').at(-1) as string)
  const postgres = /^Key \((.*?)\)=/.exec(String(detail ?? ''))?.[1]
  return postgres ? postgres.split(', ') : []
}
