import { InvalidArgument } from '@lamindb/core/errors'
import type { OrganismRow } from './taxonomy-table.ts'

const lineEnd = /\r?\n/

/**
 * The table of Ensembl's list of species (`species_EnsemblVertebrates.txt`): tab-separated, the first line begins with
 * `#name`, lines may end with a further tab. Several species may have one taxon, as the strains of the mouse do.
 *
 * @param path - for the message
 * @throws {@link InvalidArgument} when a column is missing, in the header or in a line
 */
export function speciesTable(text: string, path: string): OrganismRow[] {
  const [header = '', ...lines] = text.split(lineEnd)
  const columns = header.split('\t')
  const [name, species, taxon] = ['#name', 'species', 'taxonomy_id'].map((column) => {
    const index = columns.indexOf(column)
    if (index === -1) throw missing(path, 1, `a column '${column}'`, header)
    return index
  }) as [number, number, number]
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    const cells = line.split('\t')
    const [commonName, key, taxonId] = [cells[name], cells[species], cells[taxon]]
    if (commonName === undefined || !key || !taxonId) {
      throw missing(path, index + 2, 'a name, a species and a taxon', line)
    }
    return [rowOf(commonName, key, taxonId)]
  })
}

function rowOf(commonName: string, species: string, taxonId: string): OrganismRow {
  return {
    ontologyId: `NCBITaxon:${taxonId}`,
    name: commonName.toLowerCase(),
    scientificName: scientificNameOf(species),
    definition: null,
    synonyms: null,
    parents: [],
  }
}

/** `homo_sapiens` is `Homo sapiens`. */
function scientificNameOf(species: string): string {
  const [genus = '', ...others] = species.split('_')
  return [genus.slice(0, 1).toUpperCase() + genus.slice(1).toLowerCase(), ...others].join(' ')
}

function missing(path: string, line: number, expectation: string, found: string): InvalidArgument {
  const shown = found.length > 60 ? `${found.slice(0, 60)}…` : found
  return new InvalidArgument(
    `File '${path}' is no list of species of Ensembl (line ${line}): expected ${expectation}, found '${shown}'.`,
  )
}
