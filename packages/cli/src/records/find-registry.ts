import type { BoundRegistry, Instance, RegistryStatics } from '@lamindb/core'

import { UnknownEntity } from '../errors.ts'

/** A registry of an opened instance, with what every registry can do. */
export type AnyRegistry = BoundRegistry & RegistryStatics

/** Registries that can be listed, but that nobody looks for by name. */
const bookkeeping = /Block$|^(?:JsonValue|Migration)$/

/**
 * The registry that a word on the command line means: `artifact`, `ULabel`, `bionty.celltype`, or `celltype` where no
 * other module has one of that name. Upper and lower case are the same.
 *
 * @throws {@link UnknownEntity}
 */
export function findRegistry(db: Instance, word: string): AnyRegistry {
  const wanted = word.toLowerCase()
  const metas = [...db.metas].filter(({ options }) => options.isLink !== true)
  const found =
    metas.find(({ entityName }) => entityName.toLowerCase() === wanted) ??
    metas.find(({ name, module }) => module !== 'core' && name.toLowerCase() === wanted)
  if (found === undefined) {
    const names = metas.map(({ entityName }) => entityName).filter((name) => !bookkeeping.test(name))
    throw new UnknownEntity(word, names.map((name) => name.toLowerCase()).sort())
  }
  return found.registry as AnyRegistry
}
