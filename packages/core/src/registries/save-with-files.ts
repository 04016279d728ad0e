import type { Instance } from '../instance/instance.ts'
import { byRegistry } from '../registry/by-registry.ts'
import { instanceOf, registryOf } from '../registry/record-state.ts'
import type { RegistryRecord } from '../registry/record.ts'
import type { SaveAround } from '../registry/registry-options.ts'
import { saveRecord, saveRecords, type BulkSaveOptions, type SaveOptions } from '../registry/save.ts'

/** Saves one record of a registry whose records are more than rows. */
export async function saveWithFiles<R extends RegistryRecord>(record: R, options: SaveOptions): Promise<R> {
  await aroundRows(instanceOf(record), [record], options, async (ready) => {
    for (const one of ready) await saveRecord(one, options)
  })
  return record
}

/** Saves records of any registries in one transaction, with the files of those that have some. */
export function saveAllWithFiles(
  instance: Instance,
  records: readonly RegistryRecord[],
  options: BulkSaveOptions = {},
): Promise<void> {
  return aroundRows(instance, records, options, (ready) => saveRecords(instance, ready, options))
}

/** What must be there before the rows say so; the rows; what follows when they are committed. */
async function aroundRows(
  instance: Instance,
  records: readonly RegistryRecord[],
  options: BulkSaveOptions,
  writeRows: (ready: readonly RegistryRecord[]) => Promise<void>,
): Promise<void> {
  instance.assertWritable()
  options.signal?.throwIfAborted()
  const groups: { readonly around: SaveAround | undefined; readonly ready: readonly RegistryRecord[] }[] = []
  for (const group of byRegistry(records)) {
    const around = aroundOf(group, options)
    groups.push({ around, ready: around ? await around.before(group) : group })
  }
  try {
    await writeRows(groups.flatMap(({ ready }) => ready))
  } catch (error) {
    for (const { around, ready } of groups) await around?.failed(ready)
    throw error
  }
  for (const { around, ready } of groups) await around?.after(ready)
}

/** @throws InvalidArgument when files would have to be written within a transaction of the caller */
function aroundOf(group: readonly RegistryRecord[], { transaction }: SaveOptions): SaveAround | undefined {
  const { around } = registryOf(group[0] as RegistryRecord).options
  if (!around || !transaction) return around
  for (const record of group) around.checkNested(record)
  return undefined
}
