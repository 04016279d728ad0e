import { parseDtype } from '../../identity/dtype/parse-dtype.ts'
import { isCategoricalDtype, listItemDtype } from '../../identity/dtype/simple-dtypes.ts'
import type { Instance } from '../../instance/instance.ts'
import { RegistryField } from '../../registry/registry-field.ts'
import { listOf, type DtypeArgument } from './dtype-argument.ts'
import { typeOfDtype } from './dtype-types.ts'
import { dtypeRegistries } from './instance-dtypes.ts'

/** A stored dtype as what it was made from: registries, fields and types; filters have no such form and are left out. */
export async function dtypeAsObject(instance: Instance, dtype: string): Promise<DtypeArgument> {
  const item = listItemDtype(dtype)
  if (item !== undefined) return listOf(await dtypeAsObject(instance, item))
  if (!isCategoricalDtype(dtype)) return dtype
  const objects: unknown[] = []
  for (const { registry, field, typeUid } of parseDtype(dtype, dtypeRegistries(instance))) {
    const { meta } = instance.registryNamed(registry.name)
    if (typeUid !== undefined) objects.push(await typeOfDtype(instance, meta, typeUid))
    else objects.push(field === registry.nameField ? meta.registry : new RegistryField(meta.registry, field))
  }
  return (objects.length === 1 ? objects[0] : objects) as DtypeArgument
}
