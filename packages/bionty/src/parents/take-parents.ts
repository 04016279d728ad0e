import { fieldOf, instanceOf, metaOf, type RegistryRecord } from '@lamindb/core'
import { isLaminError } from '@lamindb/core/errors'

import { sourceTablesOf } from '../content/source-tables.ts'
import { Source } from '../registries/source.ts'
import { chooseSource } from '../sources/index.ts'
import { checkedParents, setPendingParents, type ParentTable } from './pending-parents.ts'

type Given = readonly (readonly [record: RegistryRecord, value: unknown])[]

/**
 * Takes the ontology ids that constructors were given as `parents`. They are looked up in the source of the record, else
 * in the default one, as far as its terms are on this machine.
 *
 * @throws InvalidArgument for anything but lists of ids
 */
export async function takeParents(given: Given): Promise<void> {
  const checked = given.map(([record, parents]) => [record, checkedParents(parents)] as const)
  const tables = await parentTables(checked.filter(([, ids]) => ids.length > 0).map(([record]) => record))
  for (const [record, ids] of checked) setPendingParents(record, ids, tables.get(sourceIdOf(record)))
}

const sourceIdOf = (record: RegistryRecord): number | undefined =>
  (fieldOf(record, 'sourceId') as number | null | undefined) ?? undefined

/** The tables of the sources of records, by their ids; that of the default source for records without one. */
async function parentTables(
  records: readonly RegistryRecord[],
): Promise<ReadonlyMap<number | undefined, ParentTable>> {
  const [first] = records
  const tables = new Map<number | undefined, ParentTable>()
  if (!first) return tables
  const instance = instanceOf(first)
  const sources = await instance
    .registry(Source)
    .filter({ entity: metaOf(first).entityName })
    .orderBy('id')
  const ids = new Set(records.map(sourceIdOf))
  for (const id of ids) {
    const source = id === undefined ? defaultSource(sources, first) : sources.find((row) => row.id === id)
    if (!source || (await sourceTablesOf(instance).onMachine(source)) === undefined) continue
    tables.set(id, { source, terms: await sourceTablesOf(instance).table(source) })
  }
  return tables
}

function defaultSource(sources: readonly Source[], record: RegistryRecord): Source | undefined {
  const { entityName } = metaOf(record)
  try {
    return chooseSource(sources, { entity: entityName, requiresOrganism: false, isOrganismPassed: false })
  } catch (error) {
    if (isLaminError(error, 'SOURCE_NOT_FOUND')) return undefined
    throw error
  }
}
