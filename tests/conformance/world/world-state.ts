import { readdir } from 'node:fs/promises'
import { sql } from 'kysely'
import type { WorldInstance } from './world-instance.ts'

/** Rows written and files there, as a text to compare: the same text means that nothing was changed. */
export async function stateOf(instance: WorldInstance): Promise<string> {
  const { rows } = await sql<{ n: number }>`select total_changes() as n`.execute(instance.db.queries)
  const files = await Promise.all(
    [instance.root, instance.files].map((folder) => readdir(folder, { recursive: true })),
  )
  const names = files.flat().filter((name) => !name.includes('lamin.db'))
  return JSON.stringify([rows[0]?.n, names.toSorted()])
}
