import { sql, type RawBuilder } from 'kysely'

import { Timestamp } from '../../identity/timestamp.ts'
import { instanceOf, isNew, metaOf } from '../../registry/record-state.ts'
import type { RegistryRecord } from '../../registry/record.ts'
import type { ColumnMeta, RegistryMeta, ThroughMeta, ToManyMeta } from '../../registry/registry-meta.ts'
import { columnRef } from '../../registry/where.ts'
import { formatValues, type ThreeColumns } from './text-parts.ts'

/** Relations of core whose records describe an artifact, in the order in which the reference shows them. */
const CORE_LABELS = [
  'users',
  'recreatingRuns',
  'ulabels',
  'artifacts',
  'records',
  'references',
  'projects',
  'ablocks',
]

/** Most records of a relation that are read; ten distinct names are shown. */
const MOST_READ = 100

type LabelRelation = ThroughMeta | ToManyMeta

/** The records that label an artifact, per relation: accessor, registry, names. One query. */
export async function labelRows(artifact: RegistryRecord): Promise<ThreeColumns[]> {
  if (isNew(artifact)) return []
  const relations = labelRelations(metaOf(artifact))
  const arms = relations.map((relation) => namesQuery(artifact, relation))
  const { rows } = await sql<{
    relation: string
    name: string | null
  }>`${sql.join(arms, sql` union all `)}`.execute(instanceOf(artifact).queries)
  const names = Map.groupBy(rows, (row) => row.relation)
  return relations.flatMap((relation) => {
    const found = names.get(relation.name) ?? []
    const values = formatValues(found.map(({ name }) => shown(relation.target, name)))
    if (values === '') return []
    return [{ name: `.${snakeCase(relation.name)}`, type: relation.target.entityName, values }]
  })
}

function labelRelations(meta: RegistryMeta): LabelRelation[] {
  const core = CORE_LABELS.map((name) => meta.relations.get(name))
  const contributed = [...meta.relations.values()].filter(
    (relation) =>
      relation.kind === 'through' && relation.target.module !== 'core' && !relation.name.startsWith('_'),
  )
  // Modules that build on others come first, as in the reference.
  const modules = meta.registry.instance.modules.map(({ name }) => name)
  contributed.sort((a, b) => modules.indexOf(b.target.module) - modules.indexOf(a.target.module))
  return [...core, ...contributed].filter(
    (relation): relation is LabelRelation => relation?.kind === 'through' || relation?.kind === 'toMany',
  )
}

/** Names in the order in which the records were linked. */
function namesQuery(artifact: RegistryRecord, relation: LabelRelation): RawBuilder<unknown> {
  const { target } = relation
  const name = sql`cast(${columnRef(target, nameColumn(target).column)} as text)`
  const from =
    relation.kind === 'through'
      ? sql`${sql.table(relation.link.table)} join ${sql.table(target.table)} on ${columnRef(target, 'id')} = ${columnRef(relation.link, relation.targetColumn)} where ${columnRef(relation.link, relation.ownColumn)} = ${artifact.id} order by ${columnRef(relation.link, 'id')}`
      : sql`${sql.table(target.table)} where ${columnRef(target, relation.foreignColumn)} = ${artifact.id} order by ${columnRef(target, 'id')}`
  const relationName = sql`cast(${relation.name} as text)`
  return sql`select * from (select ${relationName} as relation, ${name} as name from ${from} limit ${sql.lit(MOST_READ)}) as ${sql.ref(`labels_${relation.name}`)}`
}

/** Blocks have no name; the reference shows their version tag. */
function nameColumn(meta: RegistryMeta): ColumnMeta {
  const property = meta.isVersioned && !meta.has('key') ? 'versionTag' : meta.nameField
  return meta.columns.get(property) as ColumnMeta
}

function shown(meta: RegistryMeta, name: string | null): string {
  if (name === null) return 'None'
  return nameColumn(meta).isTimestamp ? `${Timestamp.of(name).toSql()}+00:00` : name
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
