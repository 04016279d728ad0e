import { sql } from 'kysely'

import type { BoundRegistry, DatabaseTransaction } from '@lamindb/core'

/** Pairs that travel to the database as one parameter. */
const CHUNK_PAIRS = 10_000

/** Identifiers of a term and of one of its parents. */
export type ParentPair = readonly [child: string, parent: string]

/**
 * Links terms to those of their parents that stand in the registry, whatever source they come from. Existing links stay.
 *
 * @returns number of links that were not there before
 */
export async function linkParents(
  trx: DatabaseTransaction,
  registry: BoundRegistry,
  pairs: Iterable<ParentPair>,
): Promise<number> {
  let linked = 0
  let chunk: ParentPair[] = []
  for (const pair of pairs) {
    chunk.push(pair)
    if (chunk.length < CHUNK_PAIRS) continue
    linked += await insertLinks(trx, registry, chunk)
    chunk = []
  }
  return linked + (await insertLinks(trx, registry, chunk))
}

async function insertLinks(
  trx: DatabaseTransaction,
  registry: BoundRegistry,
  pairs: readonly ParentPair[],
): Promise<number> {
  const relation = registry.meta.relations.get('parents')
  if (pairs.length === 0 || relation?.kind !== 'through') return 0
  const table = sql.table(registry.meta.table)
  const given =
    registry.instance.dialect === 'sqlite'
      ? sql`select value ->> 0 as child, value ->> 1 as parent from json_each(${JSON.stringify(pairs)})`
      : sql`select * from unnest(${pairs.map(([child]) => child)}::text[], ${pairs.map(([, parent]) => parent)}::text[]) as given(child, parent)`
  const result = await sql`
    insert into ${sql.table(relation.link.table)} (${sql.ref(relation.ownColumn)}, ${sql.ref(relation.targetColumn)})
    select c.id, p.id
    from (${given}) g
    join ${table} c on c.ontology_id = g.child
    join ${table} p on p.ontology_id = g.parent
    where true
    on conflict do nothing`.execute(trx)
  return Number(result.numAffectedRows ?? 0)
}
