import { defineModule } from '@lamindb/core'

import { biontySetup } from './setup.ts'
import { namespace } from './namespace.ts'
import { registerServices } from './register-services.ts'
import { contributions } from './registries/contributions.ts'
import { ArtifactCellLine, CellLine, CellLineParents, RecordCellLine } from './registries/cell-line.ts'
import {
  ArtifactCellMarker,
  CellMarker,
  RecordCellMarker,
  SchemaCellMarker,
} from './registries/cell-marker.ts'
import { ArtifactCellType, CellType, CellTypeParents, RecordCellType } from './registries/cell-type.ts'
import {
  ArtifactDevelopmentalStage,
  DevelopmentalStage,
  DevelopmentalStageParents,
  RecordDevelopmentalStage,
} from './registries/developmental-stage.ts'
import { ArtifactDisease, Disease, DiseaseParents, RecordDisease } from './registries/disease.ts'
import { ArtifactEthnicity, Ethnicity, EthnicityParents, RecordEthnicity } from './registries/ethnicity.ts'
import {
  ArtifactExperimentalFactor,
  ExperimentalFactor,
  ExperimentalFactorParents,
  RecordExperimentalFactor,
} from './registries/experimental-factor.ts'
import { ArtifactGene, Gene, RecordGene, SchemaGene } from './registries/gene.ts'
import { ArtifactOrganism, Organism, OrganismParents, RecordOrganism } from './registries/organism.ts'
import {
  ArtifactPathway,
  Pathway,
  PathwayGenes,
  PathwayParents,
  RecordPathway,
  SchemaPathway,
} from './registries/pathway.ts'
import { ArtifactPhenotype, Phenotype, PhenotypeParents, RecordPhenotype } from './registries/phenotype.ts'
import { ArtifactProtein, Protein, RecordProtein, SchemaProtein } from './registries/protein.ts'
import { Source, SourceArtifacts } from './registries/source.ts'
import { ArtifactTissue, RecordTissue, Tissue, TissueParents } from './registries/tissue.ts'

export const biontyModule = defineModule({
  name: 'bionty',
  version: '0.1.0',
  dependsOn: ['core'],
  requiresCore: '^0.1.0',
  entities: [
    CellLine,
    ArtifactCellLine,
    CellLineParents,
    RecordCellLine,
    CellMarker,
    ArtifactCellMarker,
    RecordCellMarker,
    SchemaCellMarker,
    CellType,
    ArtifactCellType,
    CellTypeParents,
    RecordCellType,
    DevelopmentalStage,
    ArtifactDevelopmentalStage,
    DevelopmentalStageParents,
    RecordDevelopmentalStage,
    Disease,
    ArtifactDisease,
    DiseaseParents,
    RecordDisease,
    Ethnicity,
    ArtifactEthnicity,
    EthnicityParents,
    RecordEthnicity,
    ExperimentalFactor,
    ArtifactExperimentalFactor,
    ExperimentalFactorParents,
    RecordExperimentalFactor,
    Gene,
    ArtifactGene,
    RecordGene,
    SchemaGene,
    Organism,
    ArtifactOrganism,
    OrganismParents,
    RecordOrganism,
    Pathway,
    ArtifactPathway,
    PathwayGenes,
    PathwayParents,
    RecordPathway,
    SchemaPathway,
    Phenotype,
    ArtifactPhenotype,
    PhenotypeParents,
    RecordPhenotype,
    Protein,
    ArtifactProtein,
    RecordProtein,
    SchemaProtein,
    Source,
    SourceArtifacts,
    Tissue,
    ArtifactTissue,
    RecordTissue,
    TissueParents,
  ],
  contributes: contributions,
  migrations: biontySetup.migrations,
  seed: biontySetup.seed,
  register: registerServices,
  namespace,
})
