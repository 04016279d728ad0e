import { InvalidArgument } from '../../errors.ts'
import { oneOf } from '../comparison.ts'
import { hydrate } from '../hydrate.ts'
import type { RegistryRecord } from '../record.ts'
import { settled, type Scope } from '../scope.ts'
import { columnRef } from '../where.ts'
import { exactHits } from './exact-hits.ts'
import { fuzzyHits } from './fuzzy-hits.ts'
import { searchIndexOf } from './index/search-index.ts'
import { searchedColumns } from './search-fields.ts'
import type { FoundRow, SearchHit, SearchOptions } from './search-options.ts'
import { SearchText } from './search-text.ts'

const DEFAULT_LIMIT = 20

/**
 * The rows of a scope that contain a text, best first, then rows with similar words.
 *
 * @throws InvalidArgument when there is no text @throws FieldError for an unknown field
 */
export async function findRows(
  given: Scope,
  text: unknown,
  { field, limit = DEFAULT_LIMIT, caseSensitive = false, fuzzy }: SearchOptions = {},
): Promise<FoundRow[]> {
  if (typeof text !== 'string')
    throw new InvalidArgument(`Cannot search for ${noText(text)} value! Please pass a valid string.`)
  if (limit !== null && !(Number.isInteger(limit) && limit >= 0))
    throw new InvalidArgument(`'limit' is a number of rows, 0 or more, or null for all; ${limit} was given.`)
  const scope = await settled(given)
  const { registry } = scope
  const columns = searchedColumns(registry, field)
  const foldsAll = registry.instance.dialect === 'postgresql'
  const wanted = new SearchText(text, { caseSensitive, foldsAll })
  const index = await searchIndexOf(registry, true)
  const exact = await exactHits(scope, columns, wanted, index)
  if (limit === null && !fuzzy) return exact
  const hits = exact.slice(0, limit ?? exact.length)
  const room = limit === null ? DEFAULT_LIMIT : limit - hits.length
  if (fuzzy === false || room <= 0) return hits
  const except = new Set(exact.map(({ id }) => id))
  const similar = await fuzzyHits({ scope, columns, text: wanted.text, index, except, limit: room })
  return [...hits, ...similar]
}

const noText = (value: unknown): string =>
  value === null || value === undefined ? 'None' : `a ${typeof value}`

/** Reads the records of rows that were found, in their order. */
export async function readHits(
  { registry }: Scope,
  found: readonly FoundRow[],
): Promise<SearchHit<RegistryRecord>[]> {
  if (found.length === 0) return []
  const { meta, instance } = registry
  const ids = found.map(({ id }) => id)
  const rows = await instance.queries
    .selectFrom(meta.table)
    .selectAll()
    .where(oneOf(columnRef(meta, 'id'), { isText: false, isJson: false }, ids, instance.dialect))
    .execute()
  const byId = new Map(rows.map((row) => [Number(row['id']), row]))
  return found.flatMap(({ id, score }) => {
    const row = byId.get(id)
    return row ? [{ record: hydrate(registry, row), score, isFuzzy: score === undefined }] : []
  })
}
