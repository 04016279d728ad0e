import { InvalidArgument } from '../../errors.ts'
import { pyRepr } from '../../identity/python-text.ts'
import type { ColumnMeta } from '../registry-meta.ts'
import type { Scope } from '../scope.ts'
import { pluralS } from './curation-log.ts'
import type { Keep, StandardizeOptions } from './curation-options.ts'
import {
  checkKind,
  curationColumn,
  curationTask,
  type CurationGroup,
  type CurationTask,
} from './curation-task.ts'
import { isEmptyValue, isNumeric, typeMismatch } from './curation-values.ts'
import { tableRequest } from './inspect.ts'
import { missingValues } from './missing-values.ts'
import { findPublicTerms, textOf } from './public-findings.ts'
import type { PublicTable } from './public-terms.ts'
import { registrySynonyms, valuesByName, ValuesByName, type SynonymColumns } from './registry-synonyms.ts'

/** What values become. */
export interface Standardized {
  /** The input as one list. */
  readonly flat: readonly unknown[]
  /** Changed values only, by what they were. */
  readonly mapper: ReadonlyMap<unknown, unknown>
}

/** One way to map the values of a call, settled. */
interface Mapping {
  readonly task: CurationTask
  readonly columns: SynonymColumns | undefined
  readonly returned: ColumnMeta
  readonly caseSensitive: boolean
  readonly keep: Keep
  readonly options: StandardizeOptions
}

/**
 * Maps values to names: by the rows of the scope, then by the public source. A value that is a name stays, one that is
 * unknown too.
 *
 * @throws InvalidArgument when numbers are compared with texts, when the field with the synonyms is the one with the
 * names, or when something is missing and the registry has no public source
 */
export async function standardizeValues(
  scope: Scope,
  values: unknown,
  options: StandardizeOptions,
): Promise<Standardized> {
  const task = await curationTask(scope, values, options)
  const mapping: Mapping = {
    task,
    columns: synonymColumns(task, options.synonymsField),
    returned:
      options.returnField === undefined ? task.column : curationColumn(task.registry, options.returnField),
    caseSensitive: options.caseSensitive ?? false,
    keep: options.keep ?? 'first',
    options,
  }
  if (mapping.columns) await checkKind(task)
  const mapper = new Map<unknown, unknown>()
  for (const group of task.groups) {
    const unknown = await mapByRegistry(mapping, group, mapper)
    if (task.terms && options.fromSource !== false) await mapBySource(mapping, group, unknown, mapper)
  }
  if (!options.mute) logMapped(mapping, mapper)
  if (mapping.keep === false && !options.mute)
    task.registry.instance.logger.warning("the result might contain lists when 'keep=false'")
  return { flat: task.flat, mapper }
}

function synonymColumns(
  { registry, column, isNameField }: CurationTask,
  field: string | null | undefined,
): SynonymColumns | undefined {
  if (!isNameField || field === null) return undefined
  const synonyms = registry.meta.columns.get(field ?? 'synonyms')
  if (!synonyms && field !== undefined)
    throw new InvalidArgument(`${registry.meta.name} has no column '${field}' for synonyms.`)
  if (synonyms === column) throw new InvalidArgument('synonyms_field must be different from field!')
  return synonyms && column.isText ? { name: column, synonyms } : undefined
}

/** @returns the values that the registry does not know */
async function mapByRegistry(
  { task, columns, returned, caseSensitive, keep }: Mapping,
  { scope, values }: CurationGroup,
  mapper: Map<unknown, unknown>,
): Promise<unknown[]> {
  if (!columns) return [...values]
  const missing = await missingValues(scope, task.column, values)
  const texts = [...missing].filter((value) => typeof value === 'string')
  const synonyms = await registrySynonyms(scope, columns, texts, { caseSensitive, keep })
  const names = new Map<string, string | string[]>()
  const unknown: unknown[] = []
  for (const value of values) {
    const name = missing.has(value) && typeof value === 'string' ? synonyms.nameOf(value) : undefined
    if (name !== undefined) names.set(value as string, name)
    else if (missing.has(value)) unknown.push(value)
    else if (returned !== task.column) names.set(value as string, value as string)
  }
  if (returned !== task.column) {
    const wanted = [...new Set([...names.values()].flat())]
    setReturned(mapper, names, await valuesByName(scope, columns.name, returned, wanted, keep))
  } else {
    for (const [value, name] of names) mapper.set(value, name)
  }
  return unknown
}

/** What stands in the other field instead of names. A synonym of a name without such a value stays. */
function setReturned(
  mapper: Map<unknown, unknown>,
  names: ReadonlyMap<string, string | string[]>,
  returned: ReadonlyMap<string, unknown>,
): void {
  for (const [value, name] of names) {
    if (Array.isArray(name)) {
      const all = name.flatMap((each) => returned.get(each) ?? [])
      mapper.set(value, all.length === 1 ? all[0] : all)
      continue
    }
    const other = returned.get(name)
    if (other !== undefined && (other !== null || name === value)) mapper.set(value, other)
  }
}

async function mapBySource(
  mapping: Mapping,
  group: CurationGroup,
  unknown: readonly unknown[],
  mapper: Map<unknown, unknown>,
): Promise<void> {
  const { task } = mapping
  const missing = await missingValues(group.whole, task.column, unknown)
  const left = unknown.filter((value) => missing.has(value))
  if (left.length === 0) return
  const [number] = left
  if (task.column.isText && left.every(isNumeric) && !task.flat.some(isEmptyValue))
    throw typeMismatch(task.column, number)
  const table = await task.terms?.table(tableRequest(task, group))
  if (!table) throw noSource(mapping, group, left)
  const texts = left.filter((value) => typeof value === 'string')
  const found = await publicNames(mapping, table, texts)
  for (const [value, name] of found) mapper.set(value, name)
  if (found.size > 0 && !mapping.options.mute) logFound(mapping, [...found.keys()])
}

async function publicNames(
  { task, columns, returned, caseSensitive, keep }: Mapping,
  table: PublicTable,
  texts: readonly string[],
): Promise<Map<string, unknown>> {
  const { property } = task.column
  const { exact, mapped } = await findPublicTerms(table, property, texts, columns !== undefined, {
    caseSensitive,
    keep,
    ...(columns && { synonymsField: columns.synonyms.property }),
  })
  if (returned === task.column) return new Map(mapped)
  const names = new Map([...mapped, ...exact.map((text) => [text, text] as const)])
  const wanted = new Set([...names.values()].flat())
  const values = new ValuesByName(keep)
  for (const row of await table.rows()) {
    const name = textOf(row, property)
    if (name !== null && wanted.has(name)) values.add(name, row[returned.property] ?? null)
  }
  const result = new Map<unknown, unknown>()
  setReturned(result, names, values.result())
  return result as Map<string, unknown>
}

function noSource({ task }: Mapping, { organism }: CurationGroup, left: readonly unknown[]): InvalidArgument {
  const of = organism ? ` and organism '${String((organism as { name?: unknown }).name)}'` : ''
  return new InvalidArgument(
    `No source record found for ${task.registry.meta.entityName}${of}; ${left.length} values are not in the registry, the first is '${String(left[0])}'.`,
    { hint: 'Pass fromSource: false to map by the registry alone.' },
  )
}

function logFound({ task, returned }: Mapping, values: readonly string[]): void {
  const what = returned === task.column ? 'synonym' : task.column.column
  const shown = pyRepr(values.length > 10 ? [...values.slice(0, 10), '...'] : values)
  const note = values.length > 10 ? ' (output truncated)' : ''
  task.registry.instance.logger.warning(
    `found ${values.length} ${what}${pluralS(values.length)} in public source${note}: ${shown}\n` +
      `  please add corresponding ${task.registry.meta.name} records via${note}: \`.fromValues(${shown})\``,
  )
}

function logMapped({ task }: Mapping, mapper: ReadonlyMap<unknown, unknown>): void {
  if (mapper.size === 0) return
  const changed = task.flat.filter((value) => mapper.has(value)).length
  task.registry.instance.logger.info(`standardized ${changed}/${task.flat.length} term${pluralS(changed)}`)
}
