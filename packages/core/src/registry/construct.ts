import { InvalidArgument } from '../errors.ts'
import { checkRecord } from './check-record.ts'
import { oneOf } from './comparison.ts'
import { defaultOf } from './defaults.ts'
import { hydrate } from './hydrate.ts'
import { RegistryRecord, type BoundRegistry } from './record.ts'
import { fieldOf, setField, stateOf, type Row } from './record-state.ts'
import type { RegistryOptions } from './registry-options.ts'
import { hintSimilarNames } from './search/similar-names.ts'
import { setFields, unknownFields } from './set-fields.ts'
import { withSpacesOfTypes } from './type-settings.ts'
import { validateFields } from './validate-fields.ts'
import { columnRef } from './where.ts'
import { all } from './where.ts'

/** Attributes of an existing row that a constructor call never overwrites. */
const KEPT = new Set(['id', 'uid', '_dtypeStr', 'otype', 'hash'])

/** A record with its fields and everything that the instance fills in, not looked up anywhere and not checked. */
export function newRecord<R extends RegistryRecord>(registry: BoundRegistry<R>, fields: object): R {
  const record = new registry()
  setFields(record, fields)
  const { meta } = registry
  for (const column of meta.columns.values()) {
    if (fieldOf(record, column.property) !== undefined || column.primary) continue
    if (stateOf(record).related.get(column.property.replace(/Id$/, ''))) continue
    const value = column.isTimestamp ? undefined : defaultOf(meta, column)
    if (value !== undefined) setField(record, column.property, value)
  }
  if (meta.has('createdOnId')) setField(record, 'createdOnId', fieldOf(record, 'branchId'))
  return record
}

function requireObject({ meta: { name, nameField } }: BoundRegistry, given: unknown): void {
  if (typeof given === 'object' && given !== null) return
  throw new InvalidArgument(
    `A ${name} is made from its fields, not from ${typeof given} '${String(given)}'.`,
    {
      hint: `Name the fields, such as { ${nameField}: … }.`,
    },
  )
}

/**
 * Records for many sets of fields. Where constructors look names up, one query finds the rows that exist already: those
 * are returned, with the other given fields assigned.
 *
 * @throws FieldValidationError @throws ValidationError @throws InvalidArgument
 */
export async function constructRecords<R extends RegistryRecord>(
  registry: BoundRegistry<R>,
  given: readonly object[],
): Promise<R[]> {
  const { toFields, keywords = {}, prepare, canCurate } = registry.options
  for (const fields of given) requireObject(registry, fields)
  const parted = (toFields ? given.map((fields) => toFields(registry, fields)) : given).map((fields) =>
    withoutKeywords(fields, keywords),
  )
  const many = registry.meta.hasType ? await withSpacesOfTypes(registry, parted) : parted
  for (const { fields } of many) refuseUid(registry, fields)
  const records = many.map(({ fields }) => newRecord(registry, fields))
  await prepare?.(records)
  for (const record of records) checkRecord(record)
  if (registry.options.validateFields) for (const record of records) validateFields(record)
  const rows =
    canCurate && registry.instance.settings.creation.searchNames
      ? await existingRows(
          registry,
          records,
          many.map(({ fields }) => fields),
        )
      : []
  const made = many.map(({ fields }, index) => {
    const row = rows[index]
    return row ? adopt(registry, row, fields) : (records[index] as R)
  })
  const [only] = many
  if (only && many.length === 1 && canCurate && !rows[0] && instanceLooksNamesUp(registry, only.fields))
    await hintSimilarNames(registry, made[0] as R, only.fields)
  for (const [name, take] of Object.entries(keywords)) {
    const given = many.flatMap(({ extra }, index) =>
      name in extra ? [[made[index] as R, extra[name]] as const] : [],
    )
    if (given.length > 0) await take(given)
  }
  return made
}

/** Random uids of labels, records and the like are nobody's to choose. */
function refuseUid({ meta, options }: BoundRegistry, fields: object): void {
  const { uid } = fields as { readonly uid?: unknown }
  if (uid !== undefined && meta.module === 'core' && options.canCurate) throw unknownFields(meta, ['uid'])
}

/** A uid says which record is meant, whatever its name. */
const instanceLooksNamesUp = ({ instance }: BoundRegistry, fields: object): boolean =>
  instance.settings.creation.searchNames && !('uid' in fields)

/** Fields, and what else was given. */
interface Arguments {
  readonly fields: object
  readonly extra: { readonly [name: string]: unknown }
}

function withoutKeywords(given: object, keywords: RegistryOptions['keywords'] & object): Arguments {
  const entries = Object.entries(given)
  const isExtra = ([name]: readonly [string, unknown]): boolean => Object.hasOwn(keywords, name)
  if (!entries.some(isExtra)) return { fields: given, extra: {} }
  return {
    fields: Object.fromEntries(entries.filter((entry) => !isExtra(entry))),
    extra: Object.fromEntries(entries.filter(isExtra)),
  }
}

async function existingRows<R extends RegistryRecord>(
  registry: BoundRegistry<R>,
  records: readonly R[],
  given: readonly object[],
): Promise<readonly (Row | undefined)[]> {
  if (registry.options.findExisting) return registry.options.findExisting(records, given)
  const named = await rowsByName(registry, records)
  return records.map((record, index) => {
    const fields = given[index] as object
    return 'uid' in fields
      ? undefined
      : named.get(nameKey(registry, record))?.find((row) => inScope(row, fields))
  })
}

const nameKey = ({ meta }: BoundRegistry, record: RegistryRecord): unknown => fieldOf(record, meta.nameField)

async function rowsByName(
  registry: BoundRegistry,
  records: readonly RegistryRecord[],
): Promise<Map<unknown, Row[]>> {
  const { meta, instance } = registry
  const column = meta.columns.get(meta.nameField)
  const names = [...new Set(records.map((record) => nameKey(registry, record)))].filter(
    (name) => typeof name === 'string',
  )
  if (!column || names.length === 0) return new Map()
  const rows: Row[] = await instance.queries
    .selectFrom(meta.table)
    .selectAll()
    .where(
      all([
        oneOf(columnRef(meta, column.column), column, names, instance.dialect),
        ...(meta.branchAware
          ? [
              oneOf(
                columnRef(meta, 'branch_id'),
                { isText: false, isJson: false },
                instance.defaultBranchIds,
                instance.dialect,
              ),
            ]
          : []),
      ]),
    )
    .orderBy('id')
    .execute()
  return Map.groupBy(rows, (row) => row[column.column])
}

/** Not saying anything about the type finds rows of every type; `null` finds untyped ones only. */
function inScope(row: Row, fields: { type?: RegistryRecord | null; typeId?: number | null }): boolean {
  if (!('type_id' in row)) return true
  if (fields.type !== undefined) return row['type_id'] === (fields.type?.id ?? null)
  return fields.typeId === undefined || row['type_id'] === fields.typeId
}

function adopt<R extends RegistryRecord>(registry: BoundRegistry<R>, row: Row, fields: object): R {
  const record = hydrate(registry, row)
  registry.options.checkExisting?.(record, fields)
  const given = Object.entries(fields).filter(
    ([name, value]) => value !== null && value !== undefined && !KEPT.has(name),
  )
  setFields(record, Object.fromEntries(given))
  const { meta, instance } = registry
  instance.logger.info(
    `returning ${meta.name} with same ${meta.nameField}: '${String(fieldOf(record, meta.nameField))}'`,
  )
  if (meta.has('runId') && fieldOf(record, 'runId') === null && instance.runId !== undefined)
    setField(record, 'runId', instance.runId)
  return record
}
