import type { Feature } from '../registries/feature.ts'
import { isCategoricalDtype, listItemDtype } from '../identity/dtype/simple-dtypes.ts'
import type { RegistryRecord } from '../registry/record.ts'
import { featureRecords } from './feature-value.ts'
import { hostOf, sheetSchema } from './host-values.ts'
import { readValues } from './read-values.ts'
import { fieldOf } from '../registry/record-state.ts'

/** The values that a record has of the members of a schema, records as themselves, to be checked with new ones. */
export async function currentValues(
  record: RegistryRecord,
  members: readonly Feature[],
): Promise<{ [feature: string]: unknown }> {
  const host = hostOf(record)
  const byId = new Map(members.map((feature) => [feature.id, feature]))
  const values: { [feature: string]: unknown } = {}
  const indexUid = (await sheetSchema(host))?.indexUid
  for (const { featureId, name, dtype, values: stored } of await readValues(record)) {
    const feature = byId.get(featureId)
    if (!feature) continue
    if (isCategoricalDtype(dtype)) {
      const records = await featureRecords(host, feature)
      values[name] = listItemDtype(dtype) !== undefined || records.length > 1 ? records : records[0]
    } else {
      values[name] = stored.length === 1 ? stored[0] : stored
    }
  }
  for (const feature of members) {
    if (host.kind === 'Record' && feature.uid === indexUid) values[feature.name] = fieldOf(record, 'name')
    else if (feature.nullable !== false) values[feature.name] ??= null
  }
  return values
}
