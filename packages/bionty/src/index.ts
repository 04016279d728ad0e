export type { TermRow } from './content/term-row.ts'
export {
  CorruptGzip,
  EmptyOntologyFile,
  NotAnOntology,
  OntologyNotFoundError,
  OntologyPathIsDirectory,
  OntologySyntaxError,
  OntologyVersionNotFoundError,
  OrganismNotSet,
  SourceChecksumMismatch,
  SourceContentUnavailable,
  SourceDownloadFailed,
  SourceNotFound,
  UnknownOntologySyntax,
  UnreadableOntologyFile,
  type FilePlace,
} from './errors.ts'
export type { FromSource, FromSourceOptions } from './from-source/from-source.ts'
export type { BiontyNamespace } from './namespace.ts'
export type { BiontySettings } from './organism/bionty-settings.ts'
export type { ChangedTerm, TermsDiff } from './public/diff-terms.ts'
export {
  PublicOntology,
  StaticReference,
  type InspectTermsOptions,
  type StandardizeTermsOptions,
  type TermFieldOptions,
} from './public/public-ontology.ts'
export type { RankedTerm, SearchOptions } from './public/rank-terms.ts'
export type { TermLookup } from './public/term-lookup.ts'
export type { PublicTerm } from './public/term-origin.ts'
export type { PublicOptions } from './registries/bio-statics.ts'
export type { AddSourceOptions } from './source/add-source.ts'
export type { SyncPublicSourcesOptions } from './source/sync-public-sources.ts'
export { pendingParentsOf, type PendingParents } from './parents/pending-parents.ts'
export { bioRegistry, type BioStatics } from './registries/bio-registry.ts'
export type { ImportProgress, ImportSourceOptions, ImportSourceResult } from './import/import-source.ts'
export { biontyModule } from './bionty-module.ts'
export { ArtifactCellLine, CellLine, CellLineParents, RecordCellLine } from './registries/cell-line.ts'
export {
  ArtifactCellMarker,
  CellMarker,
  RecordCellMarker,
  SchemaCellMarker,
} from './registries/cell-marker.ts'
export { ArtifactCellType, CellType, CellTypeParents, RecordCellType } from './registries/cell-type.ts'
export {
  ArtifactDevelopmentalStage,
  DevelopmentalStage,
  DevelopmentalStageParents,
  RecordDevelopmentalStage,
} from './registries/developmental-stage.ts'
export { ArtifactDisease, Disease, DiseaseParents, RecordDisease } from './registries/disease.ts'
export { ArtifactEthnicity, Ethnicity, EthnicityParents, RecordEthnicity } from './registries/ethnicity.ts'
export {
  ArtifactExperimentalFactor,
  ExperimentalFactor,
  ExperimentalFactorParents,
  RecordExperimentalFactor,
} from './registries/experimental-factor.ts'
export { ArtifactGene, Gene, RecordGene, SchemaGene } from './registries/gene.ts'
export { ArtifactOrganism, Organism, OrganismParents, RecordOrganism } from './registries/organism.ts'
export {
  ArtifactPathway,
  Pathway,
  PathwayGenes,
  PathwayParents,
  RecordPathway,
  SchemaPathway,
} from './registries/pathway.ts'
export { ArtifactPhenotype, Phenotype, PhenotypeParents, RecordPhenotype } from './registries/phenotype.ts'
export { ArtifactProtein, Protein, RecordProtein, SchemaProtein } from './registries/protein.ts'
export { Source, SourceArtifacts } from './registries/source.ts'
export { ArtifactTissue, RecordTissue, Tissue, TissueParents } from './registries/tissue.ts'
export type { BiontyRegistries } from './bionty-registries.ts'
// Nothing but what it declares: the relations of other registries to these.
export type {} from './registries/contributions.ts'
