import { fieldOf, metaOf } from './record-state.ts'
import type { RegistryRecord } from './record.ts'

/** What to call a record in a message: its name field, else its uid, else its id. */
export function nameOf(record: RegistryRecord): string {
  const name = fieldOf(record, metaOf(record).nameField) ?? fieldOf(record, 'uid') ?? record.id
  return String(name)
}

/** At most ten names in quotes, then how many more there are. */
export function namesOf(records: readonly RegistryRecord[]): string[] {
  return listed(records.map(nameOf))
}

/** At most ten texts in quotes, then how many more there are. */
export function listed(texts: readonly string[], most = 10): string[] {
  const shown = texts.slice(0, most).map((text) => `'${text}'`)
  return texts.length > most ? [...shown, `… (${texts.length} in total)`] : shown
}
