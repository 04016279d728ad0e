import type { Instance, OrganismGroup } from '@lamindb/core'

import { sourceTablesOf } from '../content/source-tables.ts'
import { Source } from '../registries/source.ts'
import {
  chooseSource,
  groupByEnsemblPrefix,
  organismOfEnsemblPrefix,
  type Species,
} from '../sources/index.ts'
import type { Organism } from '../registries/organism.ts'
import { organismOfTaxon } from './organism-named.ts'

/**
 * Groups Ensembl gene ids by the organism that their letters stand for, which is saved if it is new. Values that say
 * nothing go with the first organism, and are alone when there is none.
 *
 * @returns at least one group
 */
export async function groupByTaxon(
  instance: Instance,
  values: readonly unknown[],
): Promise<readonly OrganismGroup[]> {
  const texts = values.filter((value) => typeof value === 'string')
  const byPrefix = groupByEnsemblPrefix(texts)
  const species = byPrefix.size > 0 ? await speciesOf(instance) : []
  const groups = new Map<Organism, unknown[]>()
  for (const [prefix, ids] of byPrefix) {
    const taxon = organismOfEnsemblPrefix(prefix, species)
    const organism = taxon === undefined ? undefined : await organismOfTaxon(instance, taxon)
    if (!organism) continue
    const same = [...groups.keys()].find(({ id }) => id === organism.id) ?? organism
    groups.set(same, [...(groups.get(same) ?? []), ...ids])
  }
  const grouped = new Set([...groups.values()].flat())
  const others = values.filter((value) => !grouped.has(value))
  const [first] = groups.keys()
  if (first && others.length > 0) groups.get(first)?.push(...others)
  if (!first) return [{ organism: undefined, values: others }]
  return [...groups].map(([organism, ids]) => ({ organism, values: ids }))
}

/** Ensembl's list as far as it is on this machine, else what comes with this package: no network for a single id. */
async function speciesOf(instance: Instance): Promise<readonly Species[]> {
  const sources = await instance
    .registry(Source)
    .filter({ entity: 'bionty.Organism', name: 'ensembl' })
    .orderBy('id')
  if (sources.length === 0) return []
  const source = chooseSource(sources, {
    entity: 'bionty.Organism',
    requiresOrganism: false,
    isOrganismPassed: false,
  })
  const tables = sourceTablesOf(instance)
  const isHere = (await tables.onMachine(source)) !== undefined
  const table = isHere
    ? await tables.table(source)
    : (tables.builtIn(source) ?? (await tables.lookUp(source)))
  return table.rows as readonly object[] as readonly Species[]
}
