import type { LaminModule } from '@lamindb/core'

import type { Dialect } from './dialects.ts'
import { readSnapshot, writeSnapshot } from './snapshot.ts'
import { targetSchema } from './target-schema.ts'

/** What leads from the tables of a snapshot to those of the entities, for one database. */
export interface SchemaStep {
  readonly statements: readonly string[]
  /** Snapshot of the tables afterwards. */
  readonly snapshot: string
}

/**
 * Compares the entities of a module with a snapshot of its tables; no database is needed.
 *
 * @param snapshot - `undefined` for a module without tables yet
 * @param dependencies - the modules beside core that the module depends on, and theirs
 */
export async function migrationStatements(
  module: LaminModule,
  snapshot: string | undefined,
  dialect: Dialect,
  dependencies: readonly LaminModule[] = [],
): Promise<SchemaStep> {
  const target = await targetSchema(module, dependencies, dialect)
  const from = await readSnapshot(snapshot, target.platform, target.schema.name)
  return { statements: await target.toSql(from), snapshot: writeSnapshot(target.schema) }
}
