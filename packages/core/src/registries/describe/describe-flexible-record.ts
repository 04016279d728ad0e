import type { Record } from '../record.ts'
import { PROVENANCE, provenance, uidAndRun } from './description-parts.ts'
import { twoColumns } from './text-parts.ts'
import type { TextNode } from './text-tree.ts'

/** What a description of a record shows of relations. */
export const RECORD_RELATIONS: readonly string[] = [...PROVENANCE, 'run.transform', 'type', 'schema']

/** The name of a record, or the beginning of its uid. */
export const recordTitle = ({ name, uid }: Record): string => name || uid.slice(0, 7)

/** A record of the registry of that name, with the sections of its features. */
export function describeFlexibleRecord(record: Record, sections: readonly TextNode[]): TextNode {
  const facts = [
    ...uidAndRun(record),
    `type: ${record.type?.loaded?.name ?? ''}`,
    `is_type: ${record.isType ? 'True' : 'False'}`,
    `schema: ${record.schema?.loaded?.name ?? ''}`,
    `reference: ${record.reference ?? ''}`,
    ...provenance(record),
  ]
  return {
    lines: [`Record: ${recordTitle(record)}`],
    children: [twoColumns(facts), ...sections],
  }
}
