import {
  registry,
  type ParentMethods,
  type RecordFields,
  type RegistryOptions,
  type RegistryRecord,
  type RegistryStatics,
  type SynonymMethods,
} from '@lamindb/core'

import { biologicalOptions } from '../construct/biological-options.ts'
import { bioStatics, type BioStatics } from './bio-statics.ts'

/**
 * The base class of a biological registry: deterministic uids, records told by their identifier in a public source, and
 * public sources to fill it from.
 *
 * @example class Donor extends bioRegistry(DonorEntity, { nameField: 'name', canCurate: true }) {}
 */
export function bioRegistry<Properties extends object>(
  schema: { readonly properties: Properties },
  options: RegistryOptions,
): (new () => RegistryRecord &
  RecordFields<Properties> &
  SynonymMethods<Properties> &
  ParentMethods<Properties>) &
  BioStatics &
  RegistryStatics {
  const base = registry(schema, biologicalOptions(options))
  return bioStatics(base) as never
}

export type { BioStatics }
