import { fieldOf, instanceOf, metaOf, setField, type RegistryRecord, type ToOne } from '@lamindb/core'

import { bioUid } from '../bio-uid.ts'

/**
 * Gives records without a uid the one that follows from their identifier, else from their name and organism.
 *
 * @throws InvalidArgument when a record has nothing to make it from
 */
export async function fillUids(records: readonly RegistryRecord[]): Promise<void> {
  const missing = withoutUid(records)
  const organisms = await organismNames(missing)
  for (const record of missing) {
    const name = loadedName(record) ?? organisms.get(fieldOf(record, 'organismId') as number)
    // A name that is given as null is a required field that is missing: the check of fields says so.
    const uid = isNullNamed(record) ? '' : bioUid(metaOf(record).name, record as never, name)
    setField(record, 'uid', uid)
  }
}

function isNullNamed(record: RegistryRecord): boolean {
  const { columns, nameField, options } = metaOf(record)
  const { ontologyIdField } = options
  const isIdentified = ontologyIdField !== undefined && Boolean(fieldOf(record, ontologyIdField))
  return !isIdentified && fieldOf(record, nameField) === null && columns.get(nameField)?.nullable === false
}

export const withoutUid = (records: readonly RegistryRecord[]): RegistryRecord[] =>
  records.filter((record) => (fieldOf(record, 'uid') ?? null) === null)

function loadedName(record: RegistryRecord): string | undefined {
  const organism = fieldOf(record, 'organism') as ToOne<{ readonly name: string }> | null | undefined
  return organism?.loaded?.name
}

/** Common names of the organisms of records, by id: one query. */
async function organismNames(records: readonly RegistryRecord[]): Promise<ReadonlyMap<number, string>> {
  const ids = new Set(
    records
      .filter((record) => loadedName(record) === undefined)
      .map((record) => fieldOf(record, 'organismId'))
      .filter((id) => typeof id === 'number'),
  )
  const [first] = records
  if (!first || ids.size === 0) return new Map()
  const rows = await instanceOf(first)
    .queries.selectFrom('bionty_organism')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [Number(row['id']), String(row['name'])]))
}
