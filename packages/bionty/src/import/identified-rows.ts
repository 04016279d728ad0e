import type { BoundRegistry } from '@lamindb/core'

import type { TermRow } from '../content/term-row.ts'
import { fieldReader } from '../terms/fields-of-row.ts'
import type { RowMapper } from './row-mapper.ts'

/** Rows of a source with the uids that they have in the registry, in the same order. */
export interface IdentifiedRows {
  readonly mapper: RowMapper
  readonly rows: readonly TermRow[]
  readonly uids: readonly string[]
}

/** The uids of rows; made once, each is a hash. */
export function identifiedRows(mapper: RowMapper, rows: readonly TermRow[]): IdentifiedRows {
  return { mapper, rows, uids: rows.map((row) => mapper.uidOf(row)) }
}

/**
 * The rows that can become records: those with something that identifies them and every value that the registry
 * requires. Others are passed over with a warning.
 */
export function usableRows(registry: BoundRegistry, rows: readonly TermRow[]): readonly TermRow[] {
  const { meta, instance } = registry
  const reader = (property: string | undefined): ((row: TermRow) => unknown) => {
    const column = property === undefined ? undefined : meta.columns.get(property)
    return column ? fieldReader(column) : () => null
  }
  const identifying = ['ontologyId', 'ensemblGeneId', 'stableId', 'uniprotkbId', meta.nameField].map(reader)
  const required = [...meta.columns.values()]
    .filter(({ property, nullable, isText }) => property === 'name' && isText && !nullable)
    .map(fieldReader)
  const usable = rows.filter(
    (row) => identifying.some((read) => read(row) !== null) && required.every((read) => read(row) !== null),
  )
  const others = rows.length - usable.length
  if (others > 0 && usable.length > 0)
    instance.logger.warning(
      `passed over ${others} row(s) of the source without identifier or ${meta.nameField}`,
    )
  return usable
}
