import { InvalidArgument } from '../../errors.ts'
import type { RegistryRecord } from '../record.ts'
import { quotedList, recordCount } from './curation-log.ts'
import { findPublicTerms, textOf, type PublicFindings } from './public-findings.ts'
import type { PublicRow, PublicTableRequest, PublicTerms } from './public-terms.ts'

/** New records, and what there is to say about them. */
export interface RecordsFromSource {
  /** Unsaved: one for each row of the source that a value stands for. */
  readonly records: readonly RegistryRecord[]
  /** Values that the source does not know. */
  readonly unknown: readonly unknown[]
  readonly messages: readonly { readonly level: 'success' | 'warning'; readonly text: string }[]
}

/**
 * Makes records of the terms that values stand for; without a source there are none.
 *
 * @throws InvalidArgument when the source has no values for the field
 */
export async function recordsFromSource(
  terms: PublicTerms,
  request: PublicTableRequest,
  values: readonly unknown[],
  withNames: boolean,
): Promise<RecordsFromSource> {
  const { registry, field, organism } = request
  const table = await terms.table(request)
  const rows = table ? [...(await table.rows())] : []
  if (!table || rows.length === 0) return { records: [], unknown: values, messages: [] }
  if (!(await table.fields()).has(field))
    throw new InvalidArgument(
      `Public sources of ${registry.meta.entityName} have no values for '${field}'.`,
      {
        hint: `They have ${[...(await table.fields())].join(', ')}.`,
      },
    )
  const texts = values.map(String)
  const findings = await findPublicTerms(table, field, texts, withNames)
  const names = new Set([...findings.exact, ...[...findings.mapped.values()].flat()])
  const chosen = rowsNamed(rows, field, names)
  const records = await terms.records({ registry, rows: chosen.rows, source: table.source, organism })
  const isKnown = new Set([...findings.exact, ...findings.mapped.keys()])
  return {
    records,
    unknown: values.filter((value) => !isKnown.has(String(value))),
    messages: messagesOn(request, findings, chosen.ambiguous),
  }
}

/** Rows with one of the names, in the order of the names, and names of several rows. */
function rowsNamed(
  rows: readonly PublicRow[],
  field: string,
  names: ReadonlySet<string>,
): { rows: readonly PublicRow[]; ambiguous: readonly string[] } {
  const byName = new Map<string, PublicRow[]>([...names].map((name) => [name, []]))
  for (const row of rows) byName.get(textOf(row, field) ?? '')?.push(row)
  const ambiguous = [...byName].filter(([, found]) => found.length > 1).map(([name]) => name)
  return { rows: [...byName.values()].flat(), ambiguous }
}

function messagesOn(
  { registry, field }: PublicTableRequest,
  { exact, mapped }: PublicFindings,
  ambiguous: readonly string[],
): RecordsFromSource['messages'] {
  const column = registry.meta.columns.get(field)?.column ?? field
  const messages: { level: 'success' | 'warning'; text: string }[] = []
  const say = (level: 'success' | 'warning', text: string): void => void messages.push({ level, text })
  if (exact.length > 0)
    say(
      'success',
      `created ${recordCount(exact.length, registry)} from public source matching ${column}: ${quotedList(exact)}`,
    )
  if (mapped.size > 0)
    say(
      'success',
      `created ${recordCount(mapped.size, registry)} from public source matching synonyms: ${quotedList(mapped.keys())}`,
    )
  if (ambiguous.length > 0)
    say(
      'warning',
      `ambiguous validation in public source for ${ambiguous.length} record${ambiguous.length === 1 ? '' : 's'}: ${quotedList(ambiguous)}`,
    )
  return messages
}
