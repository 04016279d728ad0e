import type { PublicRow, PublicTable } from './public-terms.ts'
import type { Keep } from './curation-options.ts'
import { SynonymMapper } from './synonym-mapper.ts'

/** What a public source knows of some values. */
export interface PublicFindings {
  /** Values that stand in the field. */
  readonly exact: readonly string[]
  /** Names by the synonym or differing case that was looked up. */
  readonly mapped: ReadonlyMap<string, string | string[]>
}

/** How {@link findPublicTerms} looks; by default as inspections do. */
export interface PublicLookUp {
  readonly caseSensitive?: boolean
  readonly keep?: Keep
  readonly synonymsField?: string
}

/**
 * Looks texts up in the rows of a public source.
 *
 * @param withNames - whether casing and synonyms count: the field is the one with the names
 */
export async function findPublicTerms(
  table: PublicTable,
  field: string,
  texts: readonly string[],
  withNames: boolean,
  { caseSensitive = false, keep = 'first', synonymsField = 'synonyms' }: PublicLookUp = {},
): Promise<PublicFindings> {
  const mapper = new SynonymMapper(texts, { caseSensitive, keep })
  const wanted = new Set(texts)
  const found = new Set<string>()
  const withSynonyms = withNames && (await table.fields()).has(synonymsField)
  for (const row of await table.rows()) {
    const name = textOf(row, field)
    if (name !== null && wanted.has(name)) found.add(name)
    if (withSynonyms) mapper.add(name, textOf(row, synonymsField))
  }
  const exact = texts.filter((text) => found.has(text))
  const mapped = new Map<string, string | string[]>()
  for (const text of texts) {
    const name = found.has(text) || !withSynonyms ? undefined : mapper.nameOf(text)
    if (name !== undefined) mapped.set(text, name)
  }
  return { exact, mapped }
}

/** A text of a row, or null. */
export function textOf(row: PublicRow, field: string): string | null {
  const value = row[field]
  return typeof value === 'string' && value !== '' ? value : null
}
