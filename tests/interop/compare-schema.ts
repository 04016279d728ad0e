import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { oracleEnvironment, oraclePython, sharedFolder } from './oracle.ts'

/** One way in which a database differs from the reference. */
export interface SchemaDifference {
  readonly severity: 'error' | 'warning' | 'note'
  readonly [detail: string]: unknown
}

/**
 * Compares a database with the reference's schema and migration rows, and by default with its initial rows.
 *
 * @param database - path of a SQLite file, or URL of a Postgres database
 * @param modules - modules that must be there beside core
 */
export async function compareSchema(
  database: string,
  modules: readonly string[],
  { rows = true }: { readonly rows?: boolean } = {},
): Promise<SchemaDifference[]> {
  const script = join(sharedFolder, 'reference', 'schema', 'compare.py')
  const args = [script, database, '--modules', modules.join(','), '--json', ...(rows ? [] : ['--no-rows'])]
  const { stdout } = await run(oraclePython, args)
  return (JSON.parse(stdout) as { differences: SchemaDifference[] }).differences
}

/** Exit status 1 says that there are differences, which the output lists. */
async function run(command: string, args: readonly string[]): Promise<{ stdout: string }> {
  try {
    return await promisify(execFile)(command, args, { env: oracleEnvironment('/'), maxBuffer: 1 << 28 })
  } catch (error) {
    const { code, stdout } = error as { code?: unknown; stdout?: string }
    if (code === 1 && stdout?.startsWith('{')) return { stdout }
    throw error
  }
}
