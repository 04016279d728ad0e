import { InvalidArgument } from '../../errors.ts'
import { RegistryField } from '../registry-field.ts'
import type { BoundRegistry } from '../record.ts'
import type { ColumnMeta, RegistryMeta } from '../registry-meta.ts'

/**
 * The columns to search: those of the given fields, or all with texts, uid and private ones included.
 *
 * @throws FieldError for a name that is no column @throws InvalidArgument for something else than a field
 */
export function searchedColumns(registry: BoundRegistry, given: unknown): readonly ColumnMeta[] {
  if (given === undefined || given === null) return textColumns(registry.meta)
  const fields = Array.isArray(given) ? (given as unknown[]) : [given]
  if (fields.length === 0)
    throw new InvalidArgument('There is no field to search: the list of fields is empty.')
  return fields.map((field) => searchedColumn(registry, field))
}

function searchedColumn(registry: BoundRegistry, field: unknown): ColumnMeta {
  if (field instanceof RegistryField) return field.meta
  if (typeof field === 'string') return new RegistryField(registry, field).meta
  const { meta } = registry
  throw new InvalidArgument(`Please pass a SQLRecord string field, e.g., \`${meta.name}.${meta.nameField}\`!`)
}

export const textColumns = ({ columns }: RegistryMeta): ColumnMeta[] =>
  [...columns.values()].filter((column) => column.isText)

/** Fields whose words tell what a record is about; ids and paths of storage do not. */
const WORDY = ['name', 'key', 'title', 'synonyms', 'description', 'abbr']

/** The columns whose words are looked up when letters are wrong: the name first. */
export function wordColumns(meta: RegistryMeta): ColumnMeta[] {
  const properties = [...new Set([meta.nameField, ...WORDY])]
  return properties.flatMap((property) => {
    const column = meta.columns.get(property)
    return column?.isText ? [column] : []
  })
}
