import { fieldOf, QuerySet, type Instance, type RegistryMeta, type RegistryRecord } from '@lamindb/core'
import { Timestamp } from '@lamindb/core/identity'
import { goldenFromApi } from '../../api/golden-from-api.ts'
import type { GoldenJson, GoldenObject } from '../../golden/golden-json.ts'

/**
 * All rows of a table as the API reads them, by Python's names: foreign keys by the uid of the target (by id where it has
 * none), times in ISO format.
 */
export async function tableRows(db: Instance, table: string): Promise<GoldenJson> {
  const meta = [...db.metas].find((candidate) => candidate.table === table)
  if (!meta) throw new TypeError(`no registry has the table '${table}'`)
  const records = await new QuerySet<RegistryRecord>(meta.registry).orderBy('id')
  const relations = new Map<string, Relation>()
  for (const relation of meta.relations.values()) {
    if (relation.kind !== 'toOne') continue
    const { column, property } = relation.idColumn
    relations.set(property, { name: column.replace(/_id$/u, ''), uids: await uidsOf(relation.target) })
  }
  return records.map((record) => rowOf(record, meta, relations))
}

interface Relation {
  readonly name: string
  /** uids of the target by id; `undefined` where it has none */
  readonly uids: ReadonlyMap<number, string> | undefined
}

async function uidsOf(meta: RegistryMeta): Promise<ReadonlyMap<number, string> | undefined> {
  if (!meta.columns.has('uid')) return undefined
  const rows = await new QuerySet<RegistryRecord>(meta.registry).rows(['id', 'uid'])
  return new Map(rows.map((row) => [Number(row['id']), String(row['uid'])]))
}

function rowOf(
  record: RegistryRecord,
  meta: RegistryMeta,
  relations: ReadonlyMap<string, Relation>,
): GoldenObject {
  const row: Record<string, GoldenJson> = {}
  for (const { property, column } of meta.columns.values()) {
    const value = fieldOf(record, property)
    const relation = relations.get(property)
    if (!relation) row[column] = valueOf(value)
    else row[relation.name] = goldenFromApi(relation.uids?.get(value as number) ?? value)
  }
  return row
}

function valueOf(value: unknown): GoldenJson {
  return value instanceof Timestamp ? value.withOffset(0).toIso() : goldenFromApi(value)
}
