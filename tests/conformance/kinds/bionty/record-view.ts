import { pendingParentsOf } from '@lamindb/bionty'
import { fieldOf, metaOf, type RegistryRecord } from '@lamindb/core'
import { goldenFromApi } from '../../api/golden-from-api.ts'
import { goldenFromPython } from '../../api/golden-from-python.ts'
import { compareCodePoints } from '../../golden/canonical-rows.ts'
import { isGoldenList, isGoldenObject, type GoldenJson, type GoldenObject } from '../../golden/golden-json.ts'
import { attributeOf } from '../../python/protocol.ts'
import type { PythonValue } from '../../python/python-object.ts'
import { PythonList } from '../../python/sequences.ts'
import { ApiRecord, isUnsaved } from '../../world/api-record.ts'

/** Columns that say nothing about what a record stands for. */
const BOOKKEEPING: ReadonlySet<string> = new Set(['id', 'created_at', 'updated_at', 'is_locked', '_aux'])

/**
 * Records as data: their columns that are not null, source and organism by name, the parents that they get when saved.
 * Lists of records are sets.
 */
export async function recordsView(value: PythonValue): Promise<GoldenJson> {
  if (value instanceof PythonList) return { $set: await Promise.all(value.items.map(recordsView)) }
  return value instanceof ApiRecord ? recordView(value.apiValue) : goldenFromPython(value)
}

/** Recorded records in the form of {@link recordsView}. */
export function recordedView(value: GoldenJson): GoldenJson {
  if (isGoldenList(value)) return { $set: value.map(recordedView) }
  return isGoldenObject(value) ? withoutEmptyIds(value) : value
}

async function recordView(record: RegistryRecord): Promise<GoldenJson> {
  const meta = metaOf(record)
  const foreign = new Set(
    [...meta.relations.values()].flatMap((relation) =>
      relation.kind === 'toOne' ? [relation.idColumn.property] : [],
    ),
  )
  const view: Record<string, GoldenJson> = {}
  for (const { property, column } of meta.columns.values()) {
    if (foreign.has(property) || BOOKKEEPING.has(column)) continue
    const value = goldenFromApi(fieldOf(record, property))
    if (value !== null) view[column] = column === 'synonyms' ? sortedSynonyms(value) : value
  }
  const source = await related(record, 'source')
  if (source)
    view['source'] = ['entity', 'name', 'version', 'organism'].map((name) =>
      goldenFromApi(fieldOf(source, name)),
    )
  const organism = await related(record, 'organism')
  if (organism) view['organism'] = goldenFromApi(fieldOf(organism, 'name'))
  const parents = pendingParentsOf(record)?.ontologyIds
  if (parents) view['pending_parents'] = [...parents].toSorted(compareCodePoints)
  return withoutEmptyIds({ ...view, new: isUnsaved(record) })
}

async function related(record: RegistryRecord, name: string): Promise<RegistryRecord | undefined> {
  if (!metaOf(record).relations.has(name)) return undefined
  const value = await attributeOf(new ApiRecord(record), name)
  return value instanceof ApiRecord ? value.apiValue : undefined
}

function sortedSynonyms(value: GoldenJson): GoldenJson {
  return typeof value === 'string' ? value.split('|').toSorted(compareCodePoints).join('|') : value
}

/** No NCBI ids and empty ones are the same. */
function withoutEmptyIds(view: GoldenObject): GoldenObject {
  return Object.fromEntries(
    Object.entries(view).filter(([name, value]) => name !== 'ncbi_gene_ids' || value !== ''),
  )
}
