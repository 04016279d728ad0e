import { registryOf } from './record-state.ts'
import type { RegistryRecord } from './record.ts'

/** Records parted by their registries, in order of first appearance; each record once. */
export function byRegistry(records: readonly RegistryRecord[]): RegistryRecord[][] {
  const groups = new Map<unknown, RegistryRecord[]>()
  for (const record of new Set(records)) {
    const group = groups.get(registryOf(record))
    if (group) group.push(record)
    else groups.set(registryOf(record), [record])
  }
  return [...groups.values()]
}
