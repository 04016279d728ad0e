import type { Scope } from '../scope.ts'
import { logCounts, pluralS, quotedList, termCount } from './curation-log.ts'
import type { InspectOptions } from './curation-options.ts'
import { checkKind, curationTask, type CurationGroup, type CurationTask } from './curation-task.ts'
import { isNumeric, typeMismatch } from './curation-values.ts'
import { InspectResult } from './inspect-result.ts'
import { findPublicTerms, type PublicFindings } from './public-findings.ts'
import type { PublicTable } from './public-terms.ts'
import { registrySynonyms } from './registry-synonyms.ts'
import { missingInGroups } from './validate.ts'

/**
 * Sorts values into those that the rows of the scope have and others, and maps the others to names where they are
 * synonyms or differ in case. Says what the public source knows of the rest.
 *
 * @throws InvalidArgument when numbers are compared with texts
 */
export async function inspectValues(
  scope: Scope,
  values: unknown,
  options: InspectOptions,
): Promise<InspectResult> {
  const task = await curationTask(scope, values, options)
  if (task.distinct.length > 0) await checkKind(task)
  const missing = await missingInGroups(task)
  const mapper = await synonymsOf(task, missing)
  const { flat, distinct } = task
  const result = new InspectResult({ values: flat, distinct, missing, synonymsMapper: mapper })
  if (!options.mute) logResult(task, result)
  const unknown = new Set(result.nonValidated.filter((value) => !Object.hasOwn(mapper, String(value))))
  const rest = options.fromSource === false ? unknown : await inspectSources(task, unknown, options.mute)
  if (!options.mute) logRest(task, rest)
  return result
}

/** Input → name, for missing values that have one. Numbers, and fields other than the name, have no synonyms. */
async function synonymsOf(
  { registry, column, isNameField, groups }: CurationTask,
  missing: ReadonlySet<unknown>,
): Promise<{ [input: string]: string }> {
  const synonyms = registry.meta.columns.get('synonyms')
  if (!isNameField || !column.isText || !synonyms) return {}
  const entries: [string, string][] = []
  for (const { scope, values } of groups) {
    const texts = values.filter((value): value is string => typeof value === 'string' && missing.has(value))
    const columns = { name: column, synonyms }
    const options = { caseSensitive: false, keep: 'first' } as const
    const mapper = await registrySynonyms(scope, columns, texts, options)
    for (const text of texts) {
      const name = mapper.nameOf(text)
      if (typeof name === 'string' && name !== text) entries.push([text, name])
    }
  }
  return Object.fromEntries(entries)
}

/** What is left when the public sources were asked, one for each organism. */
async function inspectSources(
  task: CurationTask,
  unknown: ReadonlySet<unknown>,
  mute: boolean | undefined,
): Promise<Set<unknown>> {
  const rest = new Set(unknown)
  if (!task.terms || unknown.size === 0) return rest
  for (const group of task.groups) {
    const values = group.values.filter((value) => unknown.has(value))
    if (values.length === 0) continue
    const table = await task.terms.table(tableRequest(task, group))
    const number = values.find(isNumeric)
    if (number !== undefined && task.column.isText) throw typeMismatch(task.column, number)
    if (mute) continue
    if (!table) task.registry.instance.logger.warning('no public source found, skipping source validation')
    else for (const value of await reportFindings(task, table, values)) rest.delete(value)
  }
  return rest
}

export const tableRequest = (
  { registry, column, source }: CurationTask,
  { organism }: Pick<CurationGroup, 'organism'>,
) => ({ registry, field: column.property, organism, source, purpose: 'look-up' }) as const

/** @returns the values that the source knows */
async function reportFindings(
  task: CurationTask,
  table: PublicTable,
  values: readonly unknown[],
): Promise<readonly string[]> {
  const { registry, column, isNameField } = task
  const texts = values.map(String)
  const findings = await findPublicTerms(table, column.property, texts, isNameField)
  logFindings(task, findings)
  const { logger } = registry.instance
  if (findings.exact.length + findings.mapped.size > 0)
    logger.hint(`→  add records from public source to your ${registry.meta.name} registry via .fromValues()`)
  return [...findings.exact, ...findings.mapped.keys()]
}

function logFindings({ registry, column }: CurationTask, { exact, mapped }: PublicFindings): void {
  const { logger } = registry.instance
  if (exact.length > 0)
    logger.info(
      `   detected ${termCount(exact.length, registry)} in public source for ${column.column}: ${quotedList(exact)}`,
    )
  if (mapped.size > 0)
    logger.info(
      `   detected ${termCount(mapped.size, registry)} in public source as synonym${pluralS(mapped.size)}: ${quotedList(mapped.keys())}`,
    )
}

function logResult({ registry, column }: CurationTask, result: InspectResult): void {
  const { logger } = registry.instance
  logCounts(logger, result, column.column)
  const inputs = Object.entries(result.synonymsMapper)
  if (inputs.length === 0) return
  const casing = inputs.some(([input, name]) => input.toLowerCase() === name.toLowerCase())
    ? 'inconsistent casing/'
    : ''
  const shown =
    inputs
      .slice(0, 10)
      .map(([input]) => input)
      .join(', ') + (inputs.length > 10 ? ', ...' : '')
  logger.info(
    `   detected ${inputs.length} unique terms with ${casing}synonym${pluralS(inputs.length)}: ${shown}`,
  )
  logger.hint('→  standardize terms via .standardize()')
}

function logRest({ registry }: CurationTask, rest: ReadonlySet<unknown>): void {
  if (rest.size === 0) return
  const { logger } = registry.instance
  logger.info(`   couldn't validate ${rest.size} term${pluralS(rest.size)}: ${quotedList(rest)}`)
  logger.hint(
    `→  if you are sure, create new record${pluralS(rest.size)} via ${registry.meta.name}.create() and save to your registry`,
  )
}
