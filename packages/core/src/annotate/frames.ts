import type { DatabaseTransaction } from '../database/database.ts'
import { isLaminError, ValidationError } from '../errors.ts'
import { fieldThrough } from '../registries/feature/values-through.ts'
import type { Feature } from '../registries/feature.ts'
import type { FrameCuration } from '../registries/record/frame-curation.ts'
import type { Record } from '../registries/record.ts'
import type { Schema } from '../registries/schema.ts'
import { fieldOf, instanceOf, isNew, setField } from '../registry/record-state.ts'
import { currentValues } from './current-values.ts'
import { dictionaryCheckOf, type NamedRecords } from './dictionary-check.ts'
import { readKeys, type KeyedValues } from './feature-keys.ts'
import { prepareValues, preparedValue, withoutEmpty, type PreparedValues } from './prepare-values.ts'
import { replaceExternal } from './replace-external.ts'
import { writeValuesOfNew } from './write-rows.ts'
import { setPreparedFields } from './write-values.ts'

/** A frame, and what its schema asks of rows. */
interface Frame {
  readonly type: Record
  readonly schema: Schema
  readonly members: readonly Feature[]
  readonly index: Feature | undefined
  readonly required: readonly Feature[]
}

/** A row of a frame with everything that is known of its values, members by name. */
interface Row {
  readonly record: Record
  readonly given: KeyedValues
  readonly values: { readonly [feature: string]: unknown }
}

type FeatureRow = { [feature: string]: unknown }

/** Rows of frames: records whose type has a schema. */
export const frameCuration: FrameCuration = {
  async check(records) {
    const groups = Map.groupBy(records, ({ typeId }) => typeId)
    for (const group of groups.values()) {
      const frame = await frameOf(group[0] as Record)
      if (frame) await checkRows(frame, group)
    }
  },

  async prepare(records) {
    await this.check(
      records.filter(({ pending, typeId }) => typeId !== null && pending.checkedTypeId !== typeId),
    )
    for (const record of records) {
      if (record.pending.features === undefined) continue
      const prepared = await valuesOf(record, record.pending.features)
      record.pending.prepared = prepared
      if (prepared.indexValue !== undefined) setField(record, 'name', prepared.indexValue)
      setPreparedFields(record, prepared.values)
    }
  },

  async write(transaction, records) {
    const before = (record: Record): boolean => record.pending.isStored === true
    for (const record of records.filter(before))
      await replaceExternal(record, { ...preparedOf(record), indexValue: undefined }, transaction)
    await writeNew(
      records.filter((record) => !before(record)),
      transaction,
    )
  },
}

const preparedOf = (record: Record): PreparedValues => record.pending.prepared as PreparedValues

async function writeNew(records: readonly Record[], transaction: DatabaseTransaction): Promise<void> {
  await writeValuesOfNew(
    records.map((record) => ({ record, values: preparedOf(record).values })),
    transaction,
  )
}

async function frameOf(record: Record): Promise<Frame | undefined> {
  const type = await record.type
  const schema = type?.isType ? await type.schema : undefined
  if (!type || !schema) return undefined
  const index = await schema.index
  const own = (await schema.members) as Feature[]
  const members = index && !own.some(({ uid }) => uid === index.uid) ? [...own, index] : own
  const optional = new Set(schema.optionals.getUids())
  const isRequired = ({ uid }: Feature): boolean =>
    uid === index?.uid || (schema.minimalSet && !optional.has(uid))
  return { type, schema, members, index, required: members.filter(isRequired) }
}

async function checkRows(frame: Frame, records: readonly Record[]): Promise<void> {
  const names = frame.members.map(({ name }) => name)
  const shared = names.filter((name, i) => names.indexOf(name) !== i)
  const [first] = records as [Record]
  if (shared.length > 0) throw cannotJoin(frame, first, `features ${quoted(shared)} share a name`)
  const rows: Row[] = []
  for (const record of records) rows.push(await readRow(frame, record))
  for (const { record, values } of rows) {
    const missing = frame.required
      .filter(
        ({ name }) => !Object.hasOwn(values, name) || (name === frame.index?.name && values[name] === null),
      )
      .map(({ name }) => name)
    if (missing.length > 0) throw cannotJoin(frame, record, `missing required features ${quoted(missing)}`)
  }
  const named = await checkValues(frame, rows)
  for (const { record, given } of rows) {
    record.pending.checkedTypeId = frame.type.id
    if (record.pending.features !== undefined) record.pending.prepared = preparedRow(frame, given, named)
  }
}

const quoted = (names: readonly string[]): string => [...new Set(names)].map((name) => `'${name}'`).join(', ')

function cannotJoin({ type }: Frame, record: Record, why: string, cause?: unknown): ValidationError {
  const which = record.name ? `Record '${record.name}'` : `Record uid=${record.uid}`
  return new ValidationError(`Cannot set type to '${String(type.name)}' on ${which}: ${why}`, {
    ...(cause !== undefined && { cause }),
  })
}

/** Values that are stored, above them those that the record is made with; the name stands for the index. */
async function readRow(frame: Frame, record: Record): Promise<Row> {
  const { members, index } = frame
  const stored = isNew(record) ? {} : withoutMissing(await currentValues(record, members))
  const given = await readKeys(instanceOf(record), record.pending.features ?? {})
  const known: FeatureRow = { ...stored, ...withoutEmpty(given.values) }
  const name = fieldOf(record, 'name')
  if (index && !Object.hasOwn(known, index.name) && typeof name === 'string') known[index.name] = name
  for (const feature of members) {
    const value = Object.hasOwn(known, feature.name) ? undefined : fieldValue(record, feature)
    if (value !== undefined) known[feature.name] = value
  }
  const inOrder = members.map((feature) => feature.name).filter((key) => Object.hasOwn(known, key))
  const values = Object.fromEntries([...inOrder, ...Object.keys(known)].map((key) => [key, known[key]]))
  return { record, given, values }
}

/** The value of a feature that is a text or time of the record itself. */
function fieldValue(record: Record, { _aux }: Feature): unknown {
  const field = fieldThrough(_aux)
  const value = field === undefined || field === 'type' ? undefined : fieldOf(record, field)
  return typeof value === 'string' || value instanceof Date ? value : undefined
}

const withoutMissing = (values: { readonly [feature: string]: unknown }): FeatureRow =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  )

/** All rows at once; where that fails, one by one, for the error to name the first wrong one. */
async function checkValues(frame: Frame, rows: readonly Row[]): Promise<NamedRecords> {
  const known = rows.filter(({ values }) => Object.keys(values).length > 0)
  const [first] = known
  if (!first) return new Map()
  try {
    return await checkTogether(frame, known)
  } catch (error) {
    if (!isLaminError(error, 'VALIDATION_ERROR')) throw error
    if (known.length === 1) throw cannotJoin(frame, first.record, error.message, error)
    for (const row of known) await checkValues(frame, [row])
    throw error
  }
}

function checkTogether({ schema, members, index }: Frame, rows: readonly Row[]): Promise<NamedRecords> {
  return dictionaryCheckOf(instanceOf(schema)).check({
    rows: rows.map(({ values }) => values),
    schema,
    members,
    index,
  })
}

/** The values of a row as they are stored; undefined where the whole check of writing has to say what is wrong. */
function preparedRow(
  { members, index }: Frame,
  { values, features }: KeyedValues,
  named: NamedRecords,
): PreparedValues | undefined {
  const outside = (name: string): boolean => !members.some((feature) => feature.name === name)
  const isComplete = index === undefined || Object.hasOwn(values, index.name)
  const isForeign = features.some(({ uid }) => !members.some((member) => member.uid === uid))
  if (!isComplete || isForeign || Object.keys(values).some(outside)) return undefined
  const clean = withoutEmpty(values)
  const ofMembers = members.filter(({ name, uid }) => Object.hasOwn(clean, name) && uid !== index?.uid)
  const name = index ? clean[index.name] : undefined
  return {
    values: ofMembers.map((feature) => preparedValue(feature, clean[feature.name], named.get(feature.name))),
    indexValue: typeof name === 'string' ? name : undefined,
  }
}

function valuesOf(
  record: Record,
  features: NonNullable<Record['pending']['features']>,
): Promise<PreparedValues> {
  const found = record.pending.prepared as PreparedValues | undefined
  return found ? Promise.resolve(found) : prepareValues(record, features, { action: 'set' })
}
