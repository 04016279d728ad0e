import type { BoundRegistry, Instance, RegistryStatics } from '@lamindb/core'
import { InvalidArgument } from '@lamindb/core/errors'

import type { BioStatics } from '../registries/bio-registry.ts'

/** A registry whose values can be curated. */
export type CuratedRegistry = BoundRegistry & RegistryStatics & Partial<BioStatics>

/**
 * The registry of a module that a word means; upper and lower case are the same.
 *
 * @throws {@link InvalidArgument} naming the registries that there are
 */
export function curatedRegistry(db: Instance, module: string, word: string): CuratedRegistry {
  const registries = [...db.metas].filter((meta) => meta.module === module && meta.options.canCurate === true)
  const wanted = word.toLowerCase().replace(`${module}.`, '')
  const found = registries.find(({ name }) => name.toLowerCase() === wanted)
  if (found !== undefined) return found.registry as CuratedRegistry
  const names = registries.map(({ name }) => name).sort()
  throw new InvalidArgument(`'${word}' is no registry of the module '${module}'.`, {
    hint: `Give one of: ${names.join(', ')}.`,
  })
}

/** What `--field`, `--organism` and `--from-source` say, as far as they were given. */
export function curationOptions(given: { readonly [name: string]: unknown }): object {
  const { field, organism, fromSource } = given
  const options = { field, organism, fromSource }
  return {
    mute: true,
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  }
}
