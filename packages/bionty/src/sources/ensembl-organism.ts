import { type EnsemblPrefix, ensemblPrefixes } from './ensembl-prefixes.ts'

const leadingLetters = /^[A-Za-z]+/
/** Sets the strain apart in names such as `mouse - balb/cj`. */
const strainDelimiter = ' - '

/** A row of Ensembl's list of species, see `speciesTable`. */
export interface Species {
  readonly name: string
  readonly scientificName: string
  readonly ontologyId: string
}

/**
 * Groups Ensembl ids by the letters they begin with. Values that do not begin with `ENS` say nothing about an organism
 * and are left out.
 */
export function groupByEnsemblPrefix(values: Iterable<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const value of values) {
    if (!value.startsWith('ENS')) continue
    const prefix = leadingLetters.exec(value)?.[0] ?? ''
    groups.set(prefix, [...(groups.get(prefix) ?? []), value])
  }
  return groups
}

/**
 * Ontology id of the organism whose gene ids begin with these letters: the taxon that all species of the prefix have,
 * else that of the first one that is no strain.
 *
 * @param species - Ensembl's list, in its order
 * @returns `undefined` when the prefix, or its species, are unknown, or only strains of several taxa are left
 */
export function organismOfEnsemblPrefix(
  prefix: string,
  species: readonly Species[],
  prefixes: readonly EnsemblPrefix[] = ensemblPrefixes,
): string | undefined {
  const rows = prefixes.filter(({ genePrefix }) => genePrefix === prefix)
  const matches = matchingSpecies(rows, species)
  const taxa = new Set(matches.map(({ ontologyId }) => ontologyId))
  if (taxa.size === 1) return matches[0]?.ontologyId
  return matches.find(({ name }) => !name.includes(strainDelimiter))?.ontologyId
}

function matchingSpecies(rows: readonly EnsemblPrefix[], species: readonly Species[]): readonly Species[] {
  const scientific = new Set(rows.map(({ scientificName }) => scientificName.trim()).filter(Boolean))
  const byScientificName = species.filter(({ scientificName }) => scientific.has(scientificName))
  if (byScientificName.length > 0) return byScientificName
  const names = rows.map(({ name }) => name.toLowerCase())
  const canonical = names.filter((name) => !name.includes(strainDelimiter))
  const wanted = new Set(canonical.length > 0 ? canonical : names)
  return species.filter(({ name }) => wanted.has(name.toLowerCase()))
}
