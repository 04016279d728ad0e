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
