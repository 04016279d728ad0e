import type { RegistryRecord } from '@lamindb/core'
import { InvalidArgument } from '@lamindb/core/errors'

import type { TermTable } from '../content/term-table.ts'
import type { Source } from '../registries/source.ts'

/** Where parents, and their own parents, are looked up. */
export interface ParentTable {
  readonly source: Source
  readonly terms: TermTable
}

/** The parents that a record gets when it is saved. */
export interface PendingParents {
  readonly ontologyIds: readonly string[]
  /** Without one only parents that are in the registry already can be linked. */
  readonly table: ParentTable | undefined
}

const pending = new WeakMap<RegistryRecord, PendingParents>()

/** Remembers the parents of a record until it is saved. None are not worth remembering. */
export function setPendingParents(
  record: RegistryRecord,
  ontologyIds: readonly string[],
  table: ParentTable | undefined,
): void {
  if (ontologyIds.length === 0) pending.delete(record)
  else pending.set(record, { ontologyIds, table })
}

/** The parents that the next save of a record adds. */
export const pendingParentsOf = (record: RegistryRecord): PendingParents | undefined => pending.get(record)

export function forgetPendingParents(records: Iterable<RegistryRecord>): void {
  for (const record of records) pending.delete(record)
}

/**
 * The `parents` that a constructor was given.
 *
 * @throws InvalidArgument for anything but a list of ids
 */
export function checkedParents(parents: unknown): readonly string[] {
  if (parents === undefined || parents === null) return []
  if (Array.isArray(parents) && parents.every((parent) => typeof parent === 'string')) return parents
  throw new InvalidArgument('Invalid parents kwarg passed. Provide a list of ontology ids.', {
    hint: 'Records are linked with record.parents.add(…) once they are saved.',
  })
}
