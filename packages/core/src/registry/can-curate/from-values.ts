import { InvalidArgument } from '../../errors.ts'
import { oneOf } from '../comparison.ts'
import { settleDrafts, type Draft } from '../draft.ts'
import { hydrate } from '../hydrate.ts'
import { fieldOf } from '../record-state.ts'
import type { BoundRegistry, RegistryRecord } from '../record.ts'
import { checkOnly, type Scope } from '../scope.ts'
import { columnRef } from '../where.ts'
import { compareCodePoints } from '../../identity/code-point-order.ts'
import { pluralS, quotedList, recordCount } from './curation-log.ts'
import type { FromValuesOptions } from './curation-options.ts'
import { checkKind, curationTask, type CurationGroup, type CurationTask } from './curation-task.ts'
import { isMismatch, typeMismatch } from './curation-values.ts'
import { missingValues } from './missing-values.ts'
import { recordsFromSource } from './records-from-source.ts'
import { registrySynonyms } from './registry-synonyms.ts'

/**
 * The records that values stand for: existing ones in the order of their ids, then new, unsaved ones from the public
 * source. Unknown values are passed over.
 *
 * @throws InvalidArgument for a single text instead of a list, and when numbers are compared with texts
 */
export async function recordsFromValues(
  scope: Scope,
  values: unknown,
  options: FromValuesOptions,
): Promise<RegistryRecord[]> {
  if (typeof values !== 'object' || values === null)
    throw new InvalidArgument(
      `fromValues takes a list of values, not ${typeof values} '${String(values)}'.`,
      {
        hint: 'Put a single value into a list.',
      },
    )
  const task = await curationTask(scope, values, options)
  if (options.create) return createRecords(task)
  await checkKind(task)
  const existing: RegistryRecord[] = []
  const created: RegistryRecord[] = []
  const unknown: unknown[] = []
  for (const group of task.groups) {
    const found = await existingRecords(task, group, options.mute)
    existing.push(...found.records)
    const rest = await fromSource(task, group, found, options.mute)
    created.push(...rest.records)
    unknown.push(...rest.unknown)
  }
  if (unknown.length > 0 && !options.mute) logUnknown(task, unknown)
  return [...existing, ...created]
}

/** One new record for each value, duplicates and empty values included, as the constructor makes them. */
async function createRecords({ registry, column, flat, groups }: CurationTask): Promise<RegistryRecord[]> {
  const organismOf = new Map(groups.flatMap((group) => group.values.map((value) => [value, group.organism])))
  const constructor = registry as unknown as { create(fields: object): Draft<RegistryRecord> }
  const drafts = flat.map((value) => {
    const organism = organismOf.get(value) ?? groups[0]?.organism
    const ofOrganism = organism && registry.meta.relations.has('organism') ? { organism } : {}
    return constructor.create({ [column.property]: value ?? null, ...ofOrganism })
  })
  return settleDrafts(drafts)
}

interface Found {
  readonly records: readonly RegistryRecord[]
  /** Values that no existing record stands for. */
  readonly unknown: readonly unknown[]
  /** What was found is still to be said, unless something is created. */
  readonly message: string | undefined
}

async function existingRecords(
  task: CurationTask,
  { scope, values }: CurationGroup,
  mute: boolean | undefined,
): Promise<Found> {
  const { registry, column } = task
  const missing = await missingValues(scope, column, values)
  const names = await standardNames(task, scope, missing)
  const exact = values.filter((value) => !missing.has(value))
  const wanted = [...new Set([...exact, ...names.values()])]
  const left = values.filter((value) => missing.has(value) && !names.has(value))
  // As the reference has it: in the order of the values, unless some of them were found.
  const unknown = wanted.length > 0 ? sorted(left) : left
  const records = await recordsWith(scope, task, wanted)
  const message = `loaded ${recordCount(wanted.length, registry)} matching ${column.column}: ${quotedList(wanted)}`
  if (mute || names.size === 0) return { records, unknown, message: wanted.length > 0 ? message : undefined }
  const { logger } = registry.instance
  logger.success(message)
  logger.success(`loaded ${recordCount(names.size, registry)} matching synonyms: ${quotedList(names.keys())}`)
  return { records, unknown, message: undefined }
}

/** Texts by code points; values of several kinds have no order. */
const sorted = (values: unknown[]): unknown[] =>
  values.every((value) => typeof value === 'string') ? values.sort(compareCodePoints) : values

/** Value → name, for values that are synonyms or differ in case. */
async function standardNames(
  { registry, column, isNameField }: CurationTask,
  scope: Scope,
  missing: ReadonlySet<unknown>,
): Promise<Map<unknown, string>> {
  const synonyms = registry.meta.columns.get('synonyms')
  const names = new Map<unknown, string>()
  if (!isNameField || !synonyms || !column.isText) return names
  const texts = [...missing].filter((value) => typeof value === 'string')
  const options = { caseSensitive: false, keep: 'first' } as const
  const mapper = await registrySynonyms(scope, { name: column, synonyms }, texts, options)
  for (const text of texts) {
    const name = mapper.nameOf(text)
    if (typeof name === 'string') names.set(text, name)
  }
  return names
}

async function recordsWith(
  scope: Scope,
  { registry, column }: CurationTask,
  values: readonly unknown[],
): Promise<RegistryRecord[]> {
  if (values.length === 0) return []
  const { meta, instance } = registry
  const rows = await instance.queries
    .selectFrom(meta.table)
    .selectAll()
    .where(oneOf(columnRef(meta, column.column), column, values, instance.dialect))
    .where(checkOnly(scope))
    .orderBy('id')
    .execute()
  return rows.map((row) => hydrate(registry, row))
}

async function fromSource(
  task: CurationTask,
  group: CurationGroup,
  { records, unknown, message }: Found,
  mute: boolean | undefined,
): Promise<{ records: readonly RegistryRecord[]; unknown: readonly unknown[] }> {
  const { registry, column, terms, source } = task
  const { logger } = registry.instance
  if (unknown.length === 0 || !terms) {
    if (message && unknown.length > 0 && !mute) logger.success(message)
    return { records: [], unknown }
  }
  if (isMismatch(column, unknown[0])) throw typeMismatch(column, unknown[0])
  const organism = group.organism ?? (await organismOfFirst(registry, records))
  const request = { registry, field: column.property, organism, source, purpose: 'create' } as const
  const made = await recordsFromSource(terms, request, unknown, task.isNameField)
  if (message && !mute) logger.success(message)
  if (!mute) for (const { level, text } of made.messages) logger[level](text)
  return made
}

/** Where records need an organism and the call names none, the existing ones tell it. */
async function organismOfFirst(
  { meta }: BoundRegistry,
  [first]: readonly RegistryRecord[],
): Promise<RegistryRecord | undefined> {
  const relation = meta.relations.get('organism')
  if (relation?.kind !== 'toOne' || relation.idColumn.nullable || !first) return undefined
  return (await fieldOf(first, 'organism')) as RegistryRecord
}

function logUnknown({ registry, column }: CurationTask, unknown: readonly unknown[]): void {
  const end = pluralS(unknown.length)
  registry.instance.logger.info(
    `did not create ${registry.meta.name} record${end} for ${unknown.length} non-validated ${column.column}${end}: ${quotedList(unknown)}`,
  )
}
