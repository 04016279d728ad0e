import type { Instance } from '../../instance/instance.ts'
import { checkOnly } from '../../registry/scope.ts'
import type { LabelComponent } from './label-component.ts'

/** So many names are read at most: a message with more helps nobody. */
const MOST_TERMS = 1000

/** The names that a categorical column may have, in the order of their ids. */
export async function validTerms(
  instance: Instance,
  { meta, column, scope }: LabelComponent,
  most: number = MOST_TERMS,
): Promise<string[]> {
  const rows = await instance.queries
    .selectFrom(meta.table)
    .select(column.column)
    .where(checkOnly(scope))
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map((row) => String(row[column.column]))
}
