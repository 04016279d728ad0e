import { fieldOf, metaOf, QuerySet, type RegistryRecord } from '@lamindb/core'

type Row = { [column: string]: unknown }

/** Fields with an identifier beside that of the public source. */
const FURTHER_IDENTIFIERS = ['stableId']

/**
 * Finds the rows that new records stand for, with one query: by the identifier that a record was given, else by its
 * name, of the same organism. A row that has the identifier and another name is not meant: it is found at save.
 *
 * @param given - the fields of each record
 */
export async function findExisting(
  records: readonly RegistryRecord[],
  given: readonly object[],
  ontologyIdField: string | undefined,
): Promise<readonly (Row | undefined)[]> {
  const [first] = records
  if (!first) return []
  const meta = metaOf(first)
  const fields = [...(ontologyIdField ? [ontologyIdField] : []), ...FURTHER_IDENTIFIERS].filter((field) =>
    meta.has(field),
  )
  const keys = records.map((record, index) =>
    'uid' in (given[index] as object) ? undefined : keyOf(record, fields, meta.nameField),
  )
  const rows = await rowsWith(first, keys)
  const column = (field: string): string => meta.columns.get(field)?.column as string
  const byKey = new Map(
    [...fields, meta.nameField].map((field) => [field, Map.groupBy(rows, (row) => row[column(field)])]),
  )
  return keys.map((key, index) => {
    if (key === undefined) return undefined
    const record = records[index] as RegistryRecord
    const isMeant = (row: Row): boolean =>
      key.field === meta.nameField
        ? isOfSameOrganism(row, record)
        : isSameName(row[column(meta.nameField)], record)
    return byKey.get(key.field)?.get(key.value)?.find(isMeant)
  })
}

interface Key {
  readonly field: string
  readonly value: string
}

function keyOf(record: RegistryRecord, fields: readonly string[], nameField: string): Key | undefined {
  for (const field of [...fields, nameField]) {
    const value = fieldOf(record, field)
    if (typeof value === 'string' && value !== '') return { field, value }
  }
  return undefined
}

async function rowsWith(record: RegistryRecord, keys: readonly (Key | undefined)[]): Promise<readonly Row[]> {
  const byField = Map.groupBy(
    keys.filter((key) => key !== undefined),
    ({ field }) => field,
  )
  if (byField.size === 0) return []
  const conditions = [...byField].map(([field, found]) => ({
    [field]: { $in: found.map(({ value }) => value) },
  }))
  const set = new QuerySet<RegistryRecord>(metaOf(record).registry)
  return set.filter({ $or: conditions }).orderBy('id').rows()
}

const isOfSameOrganism = (row: Row, record: RegistryRecord): boolean =>
  !('organism_id' in row) || row['organism_id'] === fieldOf(record, 'organismId')

function isSameName(stored: unknown, record: RegistryRecord): boolean {
  const name = fieldOf(record, metaOf(record).nameField)
  return name === undefined || name === null || name === stored
}
