import type { OntologyTableRule } from '../ontology/ontology-table.ts'
import { entityClassName } from './source-files.ts'

/**
 * How the file of a source becomes a table: an ontology by the generic rule; NCBITaxon, whose names are among the
 * synonyms, see `taxonomyTable`; Ensembl's list of species, see `speciesTable`; or a file of the source's own kind,
 * which is served as a ready-made table.
 */
export type TableKind = 'ontology' | 'taxonomy' | 'species-list' | 'ready-made'

/** What an entity's sources have in common, and where one differs. */
export interface EntityRule {
  readonly kind: TableKind
  readonly table: OntologyTableRule
}

interface Entry {
  readonly includePartOf?: boolean
  /** By the short name of the source. */
  readonly sources?: Readonly<Record<string, Partial<OntologyTableRule> & { readonly kind?: TableKind }>>
  /** Of all sources that are not named. */
  readonly kind?: TableKind
}

/** By the name of the registry; what is not said here is as in most ontologies. */
const rules: Readonly<Record<string, Entry>> = {
  Organism: { sources: { ensembl: { kind: 'species-list' }, ncbitaxon: { kind: 'taxonomy' } } },
  Gene: { kind: 'ready-made' },
  Protein: { kind: 'ready-made' },
  CellMarker: { kind: 'ready-made' },
  CellType: { sources: { cl: { idPrefixes: ['CL:'] } } },
  CellLine: {
    sources: {
      cellosaurus: { keepUnderscores: true },
      clo: { idPrefixes: ['CLO:'] },
      depmap: { kind: 'ready-made' },
    },
  },
  Tissue: { includePartOf: true, sources: { uberon: { idPrefixes: ['UBERON:'] } } },
  Disease: { sources: { mondo: { idPrefixes: ['MONDO:'] }, icd: { kind: 'ready-made' } } },
  ExperimentalFactor: {
    sources: {
      efo: { idPrefixes: ['EFO:', 'http://www.ebi.ac.uk/efo/'], stripPrefix: 'http://www.ebi.ac.uk/efo/' },
    },
  },
  Phenotype: {
    sources: {
      hp: { idPrefixes: ['HP:'] },
      mp: { idPrefixes: ['MP:'] },
      zp: { idPrefixes: ['ZP:'] },
      pato: { idPrefixes: ['PATO:'] },
      phe: { kind: 'ready-made' },
    },
  },
  Pathway: {},
  DevelopmentalStage: {
    includePartOf: true,
    sources: { hsapdv: { idPrefixes: ['HsapDv:'] }, mmusdv: { idPrefixes: ['MmusDv:'] } },
  },
  Ethnicity: { sources: { hancestro: { idPrefixes: ['HANCESTRO:'] } } },
  Drug: { sources: { dron: { idPrefixes: ['DRON:'] } } },
  BFXPipeline: { kind: 'ready-made' },
  BioSample: { kind: 'ready-made' },
}

/**
 * How a file of this source becomes the table of this entity. Unknown entities and sources follow the generic rule
 * without any filter.
 *
 * @param entity - with or without its module: `CellType`, `bionty.CellType`
 * @param sourceName - short name, such as `cl`
 */
export function entityRule(entity: string, sourceName: string): EntityRule {
  const entry = rules[entityClassName(entity)] ?? {}
  const { kind, ...special } = entry.sources?.[sourceName] ?? {}
  return {
    kind: kind ?? entry.kind ?? 'ontology',
    table: { includePartOf: entry.includePartOf ?? false, ...special },
  }
}
