import { sql } from 'kysely'

import { checkOnly, type Scope } from '../scope.ts'
import type { ColumnMeta } from '../registry-meta.ts'
import { columnRef } from '../where.ts'
import type { Keep } from './curation-options.ts'
import { SynonymMapper, type SynonymMapperOptions } from './synonym-mapper.ts'
import { oneOf } from '../comparison.ts'

/** Rows that are read at a time: two short texts each. */
const PAGE = 20_000

/** Column of names and column of synonyms. */
export interface SynonymColumns {
  readonly name: ColumnMeta
  readonly synonyms: ColumnMeta
}

/**
 * A mapper that has seen all rows of the scope, in the order of their ids. Reads names and synonyms only, page by page,
 * and nothing when there are no values.
 */
export async function registrySynonyms(
  scope: Scope,
  columns: SynonymColumns,
  values: Iterable<string>,
  options: SynonymMapperOptions,
): Promise<SynonymMapper> {
  const given = [...values]
  const mapper = new SynonymMapper(given, options)
  if (given.length === 0) return mapper
  const { meta, instance } = scope.registry
  const id = columnRef(meta, 'id')
  let last = 0
  for (;;) {
    const rows = await instance.queries
      .selectFrom(meta.table)
      .select(['id', columns.name.column, columns.synonyms.column])
      .where(sql<boolean>`${id} > ${last}`)
      .where(checkOnly(scope))
      .orderBy('id')
      .limit(PAGE)
      .execute()
    for (const row of rows)
      mapper.add(row[columns.name.column] as string | null, row[columns.synonyms.column] as string | null)
    if (rows.length < PAGE) return mapper
    last = Number(rows.at(-1)?.['id'])
  }
}

/** Names per statement. */
const CHUNK = 50_000

/**
 * What stands in another column of the rows with these names.
 *
 * @param keep - which row counts where several have the name; with `false` a list of all, where there are several
 */
export async function valuesByName(
  scope: Scope,
  name: ColumnMeta,
  returned: ColumnMeta,
  names: readonly string[],
  keep: Keep,
): Promise<Map<string, unknown>> {
  const { meta, instance } = scope.registry
  const collector = new ValuesByName(keep)
  for (let start = 0; start < names.length; start += CHUNK) {
    const chunk = names.slice(start, start + CHUNK)
    const rows = await instance.queries
      .selectFrom(meta.table)
      .select([`${name.column} as name`, `${returned.column} as returned`])
      .where(oneOf(columnRef(meta, name.column), name, chunk, instance.dialect))
      .where(checkOnly(scope))
      .orderBy('id')
      .execute()
    for (const row of rows) collector.add(row['name'] as string, returned.fromDatabase(row['returned']))
  }
  return collector.result()
}

/** Collects values by name, row by row. */
export class ValuesByName {
  readonly #keep: Keep
  readonly #values = new Map<string, unknown[]>()

  constructor(keep: Keep) {
    this.#keep = keep
  }

  add(name: string, value: unknown): void {
    const values = this.#values.get(name)
    if (values === undefined) this.#values.set(name, [value])
    else if (this.#keep === 'last') values[0] = value
    else if (this.#keep === false) values.push(value)
  }

  result(): Map<string, unknown> {
    return new Map(
      [...this.#values].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
    )
  }
}
