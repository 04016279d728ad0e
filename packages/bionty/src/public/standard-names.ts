import { findPublicTerms, textOf, ValuesByName, type Keep, type PublicTable } from '@lamindb/core'

/** Which names take the place of values. */
export interface StandardNamesOptions {
  readonly field: string
  readonly returnField: string
  readonly caseSensitive?: boolean
  readonly keep?: Keep
  readonly synonymsField?: string | null
}

/**
 * The values that change, and what they become: the name itself in another case, else the name with that synonym, or what
 * stands in another column of its row.
 */
export async function standardNames(
  table: PublicTable,
  values: readonly unknown[],
  { field, returnField, caseSensitive = false, keep = 'first', synonymsField }: StandardNamesOptions,
): Promise<ReadonlyMap<unknown, unknown>> {
  const texts = values.filter((value) => typeof value === 'string')
  const { exact, mapped } = await findPublicTerms(table, field, texts, synonymsField !== null, {
    caseSensitive,
    keep,
    ...(synonymsField && { synonymsField }),
  })
  if (returnField === field) return mapped
  const names = new Map([...mapped, ...exact.map((text) => [text, text] as const)])
  const wanted = new Set([...names.values()].flat())
  const returned = new ValuesByName(keep)
  for (const row of await table.rows()) {
    const name = textOf(row, field)
    if (name !== null && wanted.has(name)) returned.add(name, row[returnField] ?? null)
  }
  const byName = returned.result()
  const standard = new Map<unknown, unknown>()
  for (const [value, name] of names) {
    const found = Array.isArray(name) ? name.flatMap((one) => byName.get(one) ?? []) : byName.get(name)
    if (found !== undefined)
      standard.set(value, Array.isArray(found) && found.length === 1 ? found[0] : found)
  }
  return standard
}
