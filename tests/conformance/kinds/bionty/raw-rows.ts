import { goldenFromApi } from '../../api/golden-from-api.ts'
import { Fields } from '../../golden/fields.ts'
import { isGoldenList, isGoldenObject, type GoldenJson, type GoldenObject } from '../../golden/golden-json.ts'
import type { LaminWorld } from '../../world/lamin-world.ts'

/** All rows of a table, with the columns that recorded ones have, in the form of {@link recordedRows}. */
export async function rawRows(
  table: string,
  recorded: readonly GoldenJson[],
  world: LaminWorld,
): Promise<GoldenJson> {
  const rows = await world.instance.db.queries.selectFrom(table).selectAll().execute()
  const [first] = recorded
  const columns = first === undefined ? [] : Fields.of(first, 'rows').names()
  const kept = rows.map((row) => {
    const values = goldenFromApi(row) as GoldenObject
    return Object.fromEntries(
      columns.map((column) => [column, truthValue(column, values[column] ?? null)] as const),
    )
  })
  return recordedRows(kept)
}

/** Recorded rows, in any order; ids of other rows are there or not. */
export function recordedRows(rows: GoldenJson): GoldenJson {
  if (!isGoldenList(rows)) return rows
  return { $set: rows.map((row) => (isGoldenObject(row) ? withoutIds(row) : row)) }
}

/** SQLite stores truth values as numbers. */
function truthValue(column: string, value: GoldenJson): GoldenJson {
  return column.startsWith('is_') && typeof value === 'bigint' ? value === 1n : value
}

function withoutIds(row: GoldenObject): GoldenObject {
  const values = Object.entries(row).map(
    ([column, value]) =>
      [column, column.endsWith('_id') && typeof value === 'bigint' ? 'id' : value] as const,
  )
  return Object.fromEntries(values)
}
