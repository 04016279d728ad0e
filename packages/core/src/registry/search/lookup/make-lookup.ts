import { RegistryField } from '../../registry-field.ts'
import { fieldOf } from '../../record-state.ts'
import type { BoundRegistry, RegistryRecord } from '../../record.ts'
import type { LookupOptions } from './lookup-options.ts'
import { Lookup } from './lookup.ts'

/** Completion does not get better with so many records. */
const MANY_ROWS = 500_000

/** Records as a look-up by a field, the name by default. An unknown field finds nothing. */
export function makeLookup(
  { meta, instance }: BoundRegistry,
  records: readonly RegistryRecord[],
  field: string | RegistryField | undefined,
  { returnField, keep = 'first' }: LookupOptions<RegistryRecord>,
): Lookup<unknown> {
  const property = field instanceof RegistryField ? field.property : (field ?? meta.nameField)
  if (records.length > MANY_ROWS)
    instance.logger.warning(`the look-up has ${records.length} records: search() or filter() find one faster`)
  const entries = records.map(
    (record) => [fieldOf(record, property), returnField ? fieldOf(record, returnField) : record] as const,
  )
  return new Lookup<unknown>(entries, keep, instance.logger)
}
