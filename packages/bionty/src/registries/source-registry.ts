import {
  registry,
  setField,
  type RecordFields,
  type RegistryOptions,
  type RegistryRecord,
  type RegistryStatics,
} from '@lamindb/core'

import { withoutUid } from '../construct/fill-uids.ts'
import { sourceUid } from '../sources/index.ts'

/** The base class of the registry of sources: uids that follow from entity, name, organism and version. */
export function sourceRegistry<Properties extends object>(
  schema: { readonly properties: Properties },
  options: RegistryOptions = {},
): (new () => RegistryRecord & RecordFields<Properties>) & RegistryStatics {
  return registry(schema, {
    ...options,
    prepare: async (records) => {
      for (const record of withoutUid(records)) setField(record, 'uid', sourceUid(record as never))
    },
  })
}
