import { readdir } from 'node:fs/promises'
import { sql } from 'kysely'
import type { WorldInstance } from './world-instance.ts'

/** What a case may have changed of an instance, as a text to compare. */
export async function stateOf(instance: WorldInstance): Promise<string> {
  const { db } = instance
  const { rows } = await sql<{ n: number }>`select total_changes() as n`.execute(db.queries)
  const files = await Promise.all(
    [instance.root, instance.files].map((folder) => readdir(folder, { recursive: true })),
  )
  const names = files.flat().filter((name) => !name.includes('lamin.db'))
  return JSON.stringify([rows[0]?.n, names.toSorted(), db.settings, db.runId, db.branchId, db.spaceId])
}
