import { CompiledQuery } from 'kysely'

import type { Database, DatabaseTransaction } from '../database/database.ts'
import { MigrationFailed } from './errors.ts'

const separator = ';\n'

/**
 * Runs the statements of one migration inside a transaction; on Postgres all of them in one message.
 *
 * @throws {@link MigrationFailed} with the statement at fault
 */
export async function runStatements(
  { sqlite }: Database,
  trx: DatabaseTransaction,
  { id, statements }: { readonly id: string; readonly statements: readonly string[] },
): Promise<void> {
  if (sqlite !== undefined) {
    for (const statement of statements) {
      try {
        sqlite.exec(statement)
      } catch (error) {
        throw new MigrationFailed(id, error, statement)
      }
    }
    return
  }
  try {
    await trx.executeQuery(CompiledQuery.raw(statements.join(separator)))
  } catch (error) {
    throw new MigrationFailed(id, error, statementAt(statements, error))
  }
}

/** Postgres says at which character of the message an error lies, though not for every error. */
function statementAt(statements: readonly string[], error: unknown): string | undefined {
  const position = error instanceof Error && 'position' in error ? Number(error.position) : Number.NaN
  let end = 0
  return statements.find((statement) => {
    end += statement.length + separator.length
    return position <= end
  })
}
