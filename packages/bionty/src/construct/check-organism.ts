import { fieldOf, metaOf, type RegistryRecord } from '@lamindb/core'
import { ValidationError } from '@lamindb/core/errors'

/**
 * A term belongs to one organism: naming another one is a mistake, not a change.
 *
 * @throws ValidationError
 */
export function checkOrganism(existing: RegistryRecord, fields: object): void {
  const stored = fieldOf(existing, 'organismId')
  if (typeof stored !== 'number') return
  const { organism, organismId } = fields as { organism?: RegistryRecord | null; organismId?: number | null }
  const given = organism?.id ?? organismId ?? undefined
  if (given === undefined || given === stored) return
  const { name, nameField } = metaOf(existing)
  throw new ValidationError(
    `The ${name} '${String(fieldOf(existing, nameField))}' (uid '${String(fieldOf(existing, 'uid'))}') is one of another organism than the one given. Nothing was written.`,
  )
}
