import { instanceOf, metaOf, RegistryRecord, type BoundRegistry } from '@lamindb/core'
import { InvalidArgument } from '@lamindb/core/errors'

import { biontySettingsOf } from '../organism/bionty-settings.ts'
import { organismNamed } from '../organism/organism-named.ts'
import type { Organism } from '../registries/organism.ts'
import { Source } from '../registries/source.ts'
import { chooseSource } from '../sources/index.ts'
import { requiresOrganism } from './requires-organism.ts'

/** How an organism may be given: by its common or scientific name, or as its record. */
export type OrganismArgument = Organism | string | null | undefined

/** A source, and the organism whose terms it has where records of the registry belong to one. */
export interface SourceOfOrganism {
  readonly source: Source
  readonly organism: Organism | undefined
}

/**
 * The source that a registry reads from when none is named.
 *
 * @throws {@link OrganismNotSet} where the registry requires an organism and there is none, or it is unknown
 * @throws {@link SourceNotFound} when no source fits
 */
export async function defaultSource(
  registry: BoundRegistry,
  given?: OrganismArgument,
): Promise<SourceOfOrganism> {
  const { meta, instance } = registry
  const needsOrganism = requiresOrganism(meta)
  const organism = needsOrganism ? await organismOf(registry, given) : checkedOrganism(registry, given)
  const rows = await instance.registry(Source).filter({ entity: meta.entityName }).orderBy('id')
  const source = chooseSource(rows, {
    entity: meta.entityName,
    requiresOrganism: needsOrganism,
    organism: typeof organism === 'string' ? { name: organism } : organism,
    isOrganismPassed: given !== undefined && given !== null,
  })
  return { source, organism: needsOrganism && typeof organism !== 'string' ? organism : undefined }
}

/**
 * The organism of records of a registry that requires one: the given one, else that of the settings.
 *
 * @throws {@link OrganismNotSet} for an unknown name @throws InvalidArgument for a record of another registry
 */
export async function organismOf(
  registry: BoundRegistry,
  given: OrganismArgument,
): Promise<Organism | undefined> {
  const organism = checkedOrganism(registry, given)
  if (organism === undefined) return biontySettingsOf(registry.instance).organismRecord()
  return typeof organism === 'string' ? organismNamed(registry.instance, organism) : organism
}

/** @throws InvalidArgument for something that is neither a name nor an organism of this instance */
export function checkedOrganism({ instance }: BoundRegistry, given: unknown): Organism | string | undefined {
  if (given === undefined || given === null) return undefined
  if (typeof given === 'string') return given
  if (given instanceof RegistryRecord && metaOf(given).name === 'Organism' && instanceOf(given) === instance)
    return given as Organism
  throw new InvalidArgument('organism must be a `bionty.Organism` record.', {
    hint: `Get or make it with db.bionty.Organism of instance '${instance.slug}', or pass its name.`,
  })
}
