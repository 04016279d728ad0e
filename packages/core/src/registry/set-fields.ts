import { FieldValidationError, InvalidArgument } from '../errors.ts'
import { fieldOf, metaOf, setField, stateOf } from './record-state.ts'
import { RegistryRecord } from './record.ts'
import type { RegistryMeta, ToOneMeta } from './registry-meta.ts'

/**
 * Assigns columns and to-one relations by name.
 *
 * @throws FieldValidationError naming the fields that the registry does not have
 */
export function setFields(record: RegistryRecord, fields: object): void {
  const meta = metaOf(record)
  checkFieldNames(meta, fields)
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue
    const relation = meta.relations.get(name)
    if (relation?.kind === 'toOne') setRelation(record, relation, value)
    else setField(record, name, value)
  }
}

export function checkFieldNames(meta: RegistryMeta, fields: object): void {
  const unknown = Object.keys(fields).filter((name) => !isSettable(meta, name))
  if (unknown.length > 0) throw unknownFields(meta, unknown)
}

/** The error for fields that a constructor does not take. */
export function unknownFields(meta: RegistryMeta, names: readonly string[]): FieldValidationError {
  const known = [
    ...meta.columns.keys(),
    ...[...meta.relations.values()].filter((r) => r.kind === 'toOne').map((r) => r.name),
  ]
  const isPublic = (name: string): boolean => !name.startsWith('_') && name !== 'id' && !names.includes(name)
  return new FieldValidationError(
    `Only ${known.filter(isPublic).join(', ')} are valid keyword arguments of ${meta.name}; got ${names.join(', ')}.`,
  )
}

const isSettable = (meta: RegistryMeta, name: string): boolean =>
  meta.columns.has(name) || meta.relations.get(name)?.kind === 'toOne'

/** Points a to-one relation at a record or at nothing. */
export function setRelation(record: RegistryRecord, relation: ToOneMeta, value: unknown): void {
  if (value !== null && !(value instanceof RegistryRecord)) {
    throw new InvalidArgument(
      `${metaOf(record).name}.${relation.name} takes a ${relation.target.name} record, not ${String(value)}.`,
    )
  }
  if (value !== null && metaOf(value).name !== relation.target.name) {
    throw new InvalidArgument(
      `${metaOf(record).name}.${relation.name} takes a ${relation.target.name} record, not a ${metaOf(value).name}.`,
    )
  }
  stateOf(record).related.set(relation.name, value)
  setField(record, relation.idColumn.property, value === null ? null : value.id)
}

/**
 * Fills ids of relations whose records were saved after they were assigned.
 *
 * @throws InvalidArgument when such a record is still unsaved
 */
export function settleRelations(record: RegistryRecord): void {
  const meta = metaOf(record)
  for (const [name, related] of stateOf(record).related) {
    const relation = meta.relations.get(name)
    if (relation?.kind !== 'toOne' || !(related instanceof RegistryRecord)) continue
    if (related.id === undefined) {
      throw new InvalidArgument(
        `${meta.name}.${name} is not saved: save it before the ${meta.name} that refers to it.`,
      )
    }
    if (fieldOf(record, relation.idColumn.property) === undefined)
      setField(record, relation.idColumn.property, related.id)
  }
}
