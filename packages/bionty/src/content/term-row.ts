/**
 * A term of a public source: a row of its table, by the names of the table's columns in camel case (`ontologyId`,
 * `ensemblGeneId`). Nothing is null; lists are parents.
 */
export interface TermRow {
  readonly ontologyId?: string | null
  readonly name?: string | null
  readonly definition?: string | null
  /** Separated by `|`. */
  readonly synonyms?: string | null
  /** Ontology ids, which need not be rows. */
  readonly parents?: readonly string[]
  readonly [column: string]: unknown
}

/** `ensembl_gene_id` → `ensemblGeneId`; names that are no snake case stay. */
export const camelCase = (column: string): string =>
  column.replaceAll(/(?<=[a-z0-9])_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** `ensemblGeneId` → `ensembl_gene_id` */
export const snakeCase = (property: string): string =>
  property.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const listedIds = /[^\s'",[\]]+/g

/**
 * A row under the names that rows have, whatever form its source wrote it in: empty texts and NaN become null, large
 * integers numbers, and parents a list (some tables have `[]` or a single id as text).
 */
export function termRow(row: { readonly [column: string]: unknown }): TermRow {
  const entries = Object.entries(row).map(([column, value]) => {
    const property = camelCase(column)
    return [property, property === 'parents' ? parentList(value) : plainValue(value)] as const
  })
  return Object.fromEntries(entries)
}

function parentList(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.match(listedIds) ?? []
  if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) return []
  return [...(value as Iterable<unknown>)].filter(
    (parent) => typeof parent === 'string' && parent !== '',
  ) as string[]
}

function plainValue(value: unknown): unknown {
  if (value === undefined || value === '' || Number.isNaN(value)) return null
  if (typeof value !== 'bigint') return value
  return BigInt(Number(value)) === value ? Number(value) : String(value)
}
