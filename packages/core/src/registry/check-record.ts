import { FieldValidationError, InvalidArgument, ValidationError } from '../errors.ts'
import { isBoolOfPython, isNumberOfPython } from './field-values.ts'
import { isNumericColumn } from './numeric-column.ts'
import { fieldOf, metaOf, stateOf } from './record-state.ts'
import type { RegistryRecord } from './record.ts'
import type { ColumnMeta, RegistryMeta } from './registry-meta.ts'

/**
 * Checks what both databases must refuse alike, before anything is written.
 *
 * @throws FieldValidationError naming required fields that are missing
 * @throws ValidationError for a text that is longer than its column
 * @throws InvalidArgument for a value of another kind than its column, and for a `type` that is no type
 */
export function checkRecord(record: RegistryRecord): void {
  const meta = metaOf(record)
  checkRequired(record, meta)
  for (const column of meta.columns.values()) checkColumn(record, meta, column)
  const type = stateOf(record).related.get('type') as { isType?: boolean } | undefined | null
  if (type && meta.hasType && type.isType !== true) {
    throw new InvalidArgument(`The type of a ${meta.name} must be a ${meta.name} that is a type.`, {
      hint: 'Create it with isType: true.',
    })
  }
}

/** Required means: not null, no default of the database or the client, and nothing that the save fills in. */
function checkRequired(record: RegistryRecord, meta: RegistryMeta): void {
  const missing = [...meta.columns.values()].filter(
    (column) =>
      !column.nullable &&
      !column.primary &&
      !column.hasSqlDefault &&
      column.makeDefault === undefined &&
      column.property !== 'createdById' &&
      isMissing(record, meta, column),
  )
  if (missing.length === 0) return
  const names = missing.map((column) => `'${column.column.replace(/_id$/, '')}'`)
  throw new FieldValidationError(`[${names.join(', ')}] are required.`)
}

function isMissing(record: RegistryRecord, meta: RegistryMeta, column: ColumnMeta): boolean {
  const value = fieldOf(record, column.property)
  if (value !== undefined && value !== null) return false
  const relation = column.property.replace(/Id$/, '')
  return !(meta.relations.has(relation) && stateOf(record).related.get(relation))
}

function checkColumn(record: RegistryRecord, meta: RegistryMeta, column: ColumnMeta): void {
  const value = fieldOf(record, column.property)
  if (value === null || value === undefined) return
  if (column.isText && typeof value !== 'string') {
    throw new InvalidArgument(`${meta.name}.${column.property} is a text, got ${typeof value}.`)
  }
  if (column.isBoolean && !isBoolOfPython(value)) {
    throw new InvalidArgument(`${meta.name}.${column.property} is true or false, got ${String(value)}.`)
  }
  if (isNumericColumn(column) && !column.isDuration && !isNumberOfPython(value)) {
    const got = typeof value === 'string' ? `'${value.slice(0, 60)}'` : typeof value
    throw new InvalidArgument(`${meta.name}.${column.property} is a number, got ${got}.`)
  }
  if (column.isDuration && !isNumberOfMicroseconds(value)) {
    const got = typeof value === 'string' ? `'${value.slice(0, 60)}'` : String(value)
    throw new InvalidArgument(
      `${meta.name}.${column.property} is a whole number of microseconds, got ${got}.`,
    )
  }
  if (column.isText && column.length !== undefined && exceeds(value as string, column.length)) {
    throw new ValidationError(
      `${meta.name}.${column.property} takes at most ${column.length} characters, got ${[...(value as string)].length}: '${(value as string).slice(0, 60)}…'`,
    )
  }
}

const isNumberOfMicroseconds = (value: unknown): boolean =>
  typeof value === 'bigint' || Number.isSafeInteger(value)

/** Counts code points, as Postgres does, but only where the UTF-16 length leaves a doubt. */
const exceeds = (text: string, most: number): boolean => text.length > most && [...text].length > most
