import type { Instance } from '@lamindb/core'

import { OrganismNotSet } from '../errors.ts'
import { Organism } from '../registries/organism.ts'

/**
 * The row of an organism, by its common or scientific name.
 *
 * @throws {@link OrganismNotSet} when the registry has none
 */
export async function organismNamed(instance: Instance, name: string): Promise<Organism> {
  const organisms = instance.registry(Organism)
  const found = await organisms.filter({ $or: [{ name }, { scientificName: name }] }).orderBy('id')
  const [record] = [...found.filter((organism) => organism.name === name), ...found]
  if (record) return record
  throw new OrganismNotSet('Organism', `Organism ${name} is not in the registry of organisms.`)
}
