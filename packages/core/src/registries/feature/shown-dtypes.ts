import { categoricalMembers, listItemDtype } from '../../identity/dtype/simple-dtypes.ts'
import type { Instance } from '../../instance/instance.ts'
import { oneOf } from '../../registry/comparison.ts'
import { columnRef } from '../../registry/where.ts'

/** Types in dtypes, as they are stored: a registry with types, and the uid of one. */
const STORED_TYPE = /\b(Record|ULabel)\[([\dA-Za-z]{8,16})(?=[\],])/g

const UID = { isText: true, isJson: false }

/**
 * Dtypes as people read them: `cat[ULabel[NoKtZLgL]]` is `ULabel[Treatment]`. A type that is not found keeps its uid.
 *
 * @returns what to show, by stored dtype; one query per registry whose types are named
 */
export async function shownDtypes(
  instance: Instance,
  dtypes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const names = await typeNames(instance, dtypes)
  return new Map(
    dtypes.map((dtype) => [
      dtype,
      withoutCat(dtype).replace(
        STORED_TYPE,
        (_, registry: string, uid: string) => `${registry}[${names.get(`${registry}[${uid}`) ?? uid}`,
      ),
    ]),
  )
}

function withoutCat(dtype: string): string {
  const item = listItemDtype(dtype)
  return item === undefined ? (categoricalMembers(dtype) ?? dtype) : `list[${withoutCat(item)}]`
}

async function typeNames(instance: Instance, dtypes: readonly string[]): Promise<Map<string, string>> {
  const named = dtypes.flatMap((dtype) => [...dtype.matchAll(STORED_TYPE)])
  const names = new Map<string, string>()
  for (const [registry, group] of Map.groupBy(named, (match) => match[1] as string)) {
    const { meta } = instance.registryNamed(registry)
    const uids = [...new Set(group.map((match) => match[2] as string))]
    const rows = await instance.queries
      .selectFrom(meta.table)
      .select(['uid', 'name'])
      .where(oneOf(columnRef(meta, 'uid'), UID, uids, instance.dialect))
      .execute()
    for (const row of rows) names.set(`${registry}[${String(row['uid'])}`, String(row['name']))
  }
  return names
}
