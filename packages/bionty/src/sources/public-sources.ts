/** One line of the public source list. */
export interface PublicSource {
  /** As the `Source` table has it: `bionty.CellType`, or the bare name of an entity that has no registry (`Drug`). */
  readonly entity: string
  /** Short name of the source, such as `cl`. */
  readonly name: string
  /** Common name of the organism, `all`, or a group of organisms such as `vertebrates`. */
  readonly organism: string
  readonly version: string
  /** Address of the file of this version. */
  readonly url: string
  /** The same with `{version}` in the place of the version. */
  readonly urlPattern: string
  /** Long name. */
  readonly description: string
  readonly website: string
}

type ListEntry = readonly [
  entity: string,
  name: string,
  organism: string,
  version: string,
  urlPattern: string,
]

/** Entities of the list that are no registries, and therefore belong to no module. */
const entitiesWithoutRegistry = new Set(['BFXPipeline', 'Drug', 'BioSample'])

/** Long names and websites by entity and source. */
const descriptions: ReadonlyMap<string, readonly [description: string, website: string]> = new Map([
  ['Organism ensembl', ['Ensembl', 'https://www.ensembl.org']],
  ['Organism ncbitaxon', ['NCBItaxon Ontology', 'https://github.com/obophenotype/ncbitaxon']],
  ['Gene ensembl', ['Ensembl', 'https://www.ensembl.org']],
  ['Protein uniprot', ['UniProt', 'https://www.uniprot.org']],
  ['CellMarker cellmarker', ['CellMarker', 'http://bio-bigdata.hrbmu.edu.cn/CellMarker']],
  ['CellLine cellosaurus', ['Cellosaurus', 'https://www.cellosaurus.org/']],
  ['CellLine clo', ['Cell Line Ontology', 'https://bioportal.bioontology.org/ontologies/CLO']],
  ['CellLine depmap', ['Dependency Map', 'https://depmap.org/portal/']],
  ['CellType cl', ['Cell Ontology', 'https://obophenotype.github.io/cell-ontology']],
  ['Tissue uberon', ['Uberon multi-species anatomy ontology', 'http://obophenotype.github.io/uberon']],
  ['Disease mondo', ['Mondo Disease Ontology', 'https://mondo.monarchinitiative.org']],
  ['Disease doid', ['Human Disease Ontology', 'https://disease-ontology.org']],
  [
    'Disease icd',
    [
      'International Classification of Diseases (ICD)',
      'https://www.who.int/standards/classifications/classification-of-diseases',
    ],
  ],
  [
    'ExperimentalFactor efo',
    ['The Experimental Factor Ontology', 'https://bioportal.bioontology.org/ontologies/EFO'],
  ],
  ['Phenotype pato', ['Phenotype And Trait Ontology', 'https://github.com/pato-ontology/pato']],
  ['Phenotype hp', ['Human Phenotype Ontology', 'https://hpo.jax.org']],
  ['Phenotype phe', ['Phecodes ICD10 map', 'https://phewascatalog.org/phecodes_icd10']],
  ['Pathway go', ['Gene Ontology', 'http://geneontology.org']],
  ['Pathway pw', ['Pathway Ontology', 'https://www.ebi.ac.uk/ols/ontologies/pw']],
  ['BFXPipeline lamin', ['Bioinformatics Pipeline', 'https://lamin.ai']],
  ['Drug chebi', ['Chemical Entities of Biological Interest', 'https://www.ebi.ac.uk/chebi/']],
  ['Drug dron', ['Drug Ontology', 'https://bioportal.bioontology.org/ontologies/DRON']],
  [
    'DevelopmentalStage hsapdv',
    [
      'Human Developmental Stages',
      'https://github.com/obophenotype/developmental-stage-ontologies/wiki/HsapDv',
    ],
  ],
  [
    'DevelopmentalStage mmusdv',
    [
      'Mouse Developmental Stages',
      'https://github.com/obophenotype/developmental-stage-ontologies/wiki/MmusDv',
    ],
  ],
  ['Ethnicity hancestro', ['Human Ancestry Ontology', 'https://github.com/EBISPOT/hancestro']],
  ['BioSample ncbi', ['NCBI BioSample attributes', 'https://www.ncbi.nlm.nih.gov/biosample/docs/attributes']],
])

/** List 0.4.0. The order counts: the first source of an entity and organism is its default. */
const list: readonly ListEntry[] = [
  [
    'Organism',
    'ensembl',
    'vertebrates',
    'release-116',
    'https://ftp.ensembl.org/pub/{version}/species_EnsemblVertebrates.txt',
  ],
  [
    'Organism',
    'ensembl',
    'bacteria',
    'release-57',
    'https://ftp.ensemblgenomes.ebi.ac.uk/pub/bacteria/{version}/species_EnsemblBacteria.txt',
  ],
  [
    'Organism',
    'ensembl',
    'fungi',
    'release-57',
    'https://ftp.ensemblgenomes.ebi.ac.uk/pub/fungi/{version}/species_EnsemblFungi.txt',
  ],
  [
    'Organism',
    'ensembl',
    'metazoa',
    'release-57',
    'https://ftp.ensemblgenomes.ebi.ac.uk/pub/metazoa/{version}/species_EnsemblMetazoa.txt',
  ],
  [
    'Organism',
    'ensembl',
    'plants',
    'release-57',
    'https://ftp.ensemblgenomes.ebi.ac.uk/pub/plants/{version}/species_EnsemblPlants.txt',
  ],
  [
    'Organism',
    'ncbitaxon',
    'all',
    '2026-07-12',
    'http://purl.obolibrary.org/obo/ncbitaxon/{version}/ncbitaxon.owl',
  ],
  [
    'Gene',
    'ensembl',
    'human',
    'release-116',
    's3://bionty-assets/df_human__ensembl__{version}__Gene.parquet',
  ],
  [
    'Gene',
    'ensembl',
    'mouse',
    'release-116',
    's3://bionty-assets/df_mouse__ensembl__{version}__Gene.parquet',
  ],
  [
    'Gene',
    'ensembl',
    'saccharomyces cerevisiae',
    'release-116',
    's3://bionty-assets/df_saccharomyces-cerevisiae__ensembl__{version}__Gene.parquet',
  ],
  [
    'Protein',
    'uniprot',
    'human',
    '2026-01',
    's3://bionty-assets/df_human__uniprot__{version}__Protein.parquet',
  ],
  [
    'Protein',
    'uniprot',
    'mouse',
    '2026-01',
    's3://bionty-assets/df_mouse__uniprot__{version}__Protein.parquet',
  ],
  [
    'Protein',
    'uniprot',
    'rattus norvegicus',
    '2026-01',
    's3://bionty-assets/df_rattus-norvegicus__uniprot__{version}__Protein.parquet',
  ],
  [
    'Protein',
    'uniprot',
    'canis lupus',
    '2026-01',
    's3://bionty-assets/df_canis-lupus__uniprot__{version}__Protein.parquet',
  ],
  [
    'Protein',
    'uniprot',
    'macaca fascicularis',
    '2026-01',
    's3://bionty-assets/df_macaca-fascicularis__uniprot__{version}__Protein.parquet',
  ],
  [
    'Protein',
    'uniprot',
    'sus scrofa',
    '2026-01',
    's3://bionty-assets/df_sus-scrofa__uniprot__{version}__Protein.parquet',
  ],
  [
    'Protein',
    'uniprot',
    'cricetulus griseus',
    '2026-01',
    's3://bionty-assets/df_cricetulus-griseus__uniprot__{version}__Protein.parquet',
  ],
  [
    'Protein',
    'uniprot',
    'escherichia coli',
    '2026-01',
    's3://bionty-assets/df_escherichia-coli__uniprot__{version}__Protein.parquet',
  ],
  [
    'Protein',
    'uniprot',
    'arabidopsis thaliana',
    '2026-01',
    's3://bionty-assets/df_arabidopsis-thaliana__uniprot__{version}__Protein.parquet',
  ],
  [
    'Protein',
    'uniprot',
    'saccharomyces cerevisiae',
    '2026-01',
    's3://bionty-assets/df_saccharomyces-cerevisiae__uniprot__{version}__Protein.parquet',
  ],
  [
    'Protein',
    'uniprot',
    'bos taurus',
    '2026-01',
    's3://bionty-assets/df_bos-taurus__uniprot__{version}__Protein.parquet',
  ],
  [
    'CellMarker',
    'cellmarker',
    'human',
    '2.0',
    's3://bionty-assets/human_cellmarker_{version}_CellMarker_lookup.parquet',
  ],
  [
    'CellMarker',
    'cellmarker',
    'mouse',
    '2.0',
    's3://bionty-assets/mouse_cellmarker_{version}_CellMarker_lookup.parquet',
  ],
  [
    'CellLine',
    'cellosaurus',
    'all',
    '56.0',
    's3://bionty-assets/df_all__cellosaurus__{version}__CellLine.parquet',
  ],
  ['CellLine', 'clo', 'all', '2022-03-21', 's3://bionty-assets/df_all__clo__{version}__CellLine.parquet'],
  ['CellLine', 'depmap', 'all', '2024-Q2', 's3://bionty-assets/df_all__depmap__{version}__CellLine.parquet'],
  ['CellType', 'cl', 'all', '2026-06-08', 'http://purl.obolibrary.org/obo/cl/releases/{version}/cl.owl'],
  [
    'Tissue',
    'uberon',
    'all',
    '2026-06-23',
    'https://github.com/obophenotype/uberon/releases/download/v{version}/uberon.owl',
  ],
  [
    'Disease',
    'mondo',
    'all',
    '2026-09-01',
    'http://purl.obolibrary.org/obo/mondo/releases/{version}/mondo.owl',
  ],
  [
    'Disease',
    'doid',
    'human',
    '2026-08-31',
    'http://purl.obolibrary.org/obo/doid/releases/{version}/doid.obo',
  ],
  ['Disease', 'icd', 'human', 'icd-11-2023', 's3://bionty-assets/df_human__icd__{version}__Disease.parquet'],
  [
    'ExperimentalFactor',
    'efo',
    'all',
    '3.93.0',
    'https://github.com/EBISPOT/efo/releases/download/v{version}/efo.owl',
  ],
  [
    'Phenotype',
    'pato',
    'all',
    '2025-05-14',
    'http://purl.obolibrary.org/obo/pato/releases/{version}/pato.owl',
  ],
  [
    'Phenotype',
    'hp',
    'human',
    '2026-09-01',
    'https://github.com/obophenotype/human-phenotype-ontology/releases/download/v{version}/hp.owl',
  ],
  ['Phenotype', 'phe', 'human', '1.2', 's3://bionty-assets/df_human__phe__{version}__Phenotype.parquet'],
  [
    'Pathway',
    'go',
    'all',
    '2025-10-10',
    'http://purl.obolibrary.org/obo/go/releases/{version}/extensions/go-plus.owl',
  ],
  ['Pathway', 'pw', 'all', '2026-05-16', 'http://purl.obolibrary.org/obo/pw/{version}/pw.owl'],
  [
    'BFXPipeline',
    'lamin',
    'all',
    '1.0.0',
    's3://bionty-assets/df_all__lamin__{version}__BFXpipeline.parquet',
  ],
  ['Drug', 'chebi', 'all', '2026-09-01', 's3://bionty-assets/df_all__chebi__{version}__Drug.parquet'],
  ['Drug', 'dron', 'all', '2024-08-05', 'http://purl.obolibrary.org/obo/dron/releases/{version}/dron.owl'],
  [
    'DevelopmentalStage',
    'hsapdv',
    'human',
    '2025-01-23',
    'https://github.com/obophenotype/developmental-stage-ontologies/releases/download/v{version}/hsapdv.owl',
  ],
  [
    'DevelopmentalStage',
    'mmusdv',
    'mouse',
    '2025-01-23',
    'https://github.com/obophenotype/developmental-stage-ontologies/releases/download/v{version}/mmusdv.owl',
  ],
  [
    'Ethnicity',
    'hancestro',
    'human',
    '2025-10-14',
    'http://purl.obolibrary.org/obo/hancestro/releases/{version}/hancestro.owl',
  ],
  ['BioSample', 'ncbi', 'all', '2023-09', 's3://bionty-assets/df_all__ncbi__{version}__BioSample.parquet'],
]

/** Version of the list, as the reference counts it. */
export const publicSourceListVersion = '0.4.0'

/** The public sources that a new instance knows, in the order of the list. */
export const publicSources: readonly PublicSource[] = list.map(
  ([entity, name, organism, version, urlPattern]) => {
    const [description, website] = descriptions.get(`${entity} ${name}`) ?? ['', '']
    return {
      entity: entitiesWithoutRegistry.has(entity) ? entity : `bionty.${entity}`,
      name,
      organism,
      version,
      url: urlPattern.replaceAll('{version}', version),
      urlPattern,
      description,
      website,
    }
  },
)
