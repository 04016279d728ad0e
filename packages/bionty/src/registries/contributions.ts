import {
  Artifact,
  Feature,
  Record,
  Schema,
  linkedBy,
  toMany,
  type Contribution,
  type RelatedSet,
} from '@lamindb/core'
import { ArtifactCellLine, CellLine, RecordCellLine } from './cell-line.ts'
import { ArtifactCellMarker, CellMarker, RecordCellMarker, SchemaCellMarker } from './cell-marker.ts'
import { ArtifactCellType, CellType, RecordCellType } from './cell-type.ts'
import {
  ArtifactDevelopmentalStage,
  DevelopmentalStage,
  RecordDevelopmentalStage,
} from './developmental-stage.ts'
import { ArtifactDisease, Disease, RecordDisease } from './disease.ts'
import { ArtifactEthnicity, Ethnicity, RecordEthnicity } from './ethnicity.ts'
import {
  ArtifactExperimentalFactor,
  ExperimentalFactor,
  RecordExperimentalFactor,
} from './experimental-factor.ts'
import { ArtifactGene, Gene, RecordGene, SchemaGene } from './gene.ts'
import { ArtifactOrganism, Organism, RecordOrganism } from './organism.ts'
import { ArtifactPathway, Pathway, RecordPathway, SchemaPathway } from './pathway.ts'
import { ArtifactPhenotype, Phenotype, RecordPhenotype } from './phenotype.ts'
import { ArtifactProtein, Protein, RecordProtein, SchemaProtein } from './protein.ts'
import { Source } from './source.ts'
import { ArtifactTissue, RecordTissue, Tissue } from './tissue.ts'

/** What this module adds to registries of others: inverse sides only, never a column. */
export const contributions: Contribution[] = [
  {
    on: Artifact,
    properties: {
      organisms: () => linkedBy(Organism, 'artifacts'),
      genes: () => linkedBy(Gene, 'artifacts'),
      proteins: () => linkedBy(Protein, 'artifacts'),
      cellMarkers: () => linkedBy(CellMarker, 'artifacts'),
      tissues: () => linkedBy(Tissue, 'artifacts'),
      cellTypes: () => linkedBy(CellType, 'artifacts'),
      diseases: () => linkedBy(Disease, 'artifacts'),
      cellLines: () => linkedBy(CellLine, 'artifacts'),
      phenotypes: () => linkedBy(Phenotype, 'artifacts'),
      pathways: () => linkedBy(Pathway, 'artifacts'),
      experimentalFactors: () => linkedBy(ExperimentalFactor, 'artifacts'),
      developmentalStages: () => linkedBy(DevelopmentalStage, 'artifacts'),
      ethnicities: () => linkedBy(Ethnicity, 'artifacts'),
      linksCellLine: () => toMany(ArtifactCellLine, 'artifact'),
      linksCellMarker: () => toMany(ArtifactCellMarker, 'artifact'),
      linksCellType: () => toMany(ArtifactCellType, 'artifact'),
      linksDevelopmentalStage: () => toMany(ArtifactDevelopmentalStage, 'artifact'),
      linksDisease: () => toMany(ArtifactDisease, 'artifact'),
      linksEthnicity: () => toMany(ArtifactEthnicity, 'artifact'),
      linksExperimentalFactor: () => toMany(ArtifactExperimentalFactor, 'artifact'),
      linksGene: () => toMany(ArtifactGene, 'artifact'),
      linksOrganism: () => toMany(ArtifactOrganism, 'artifact'),
      linksPathway: () => toMany(ArtifactPathway, 'artifact'),
      linksPhenotype: () => toMany(ArtifactPhenotype, 'artifact'),
      linksProtein: () => toMany(ArtifactProtein, 'artifact'),
      linksTissue: () => toMany(ArtifactTissue, 'artifact'),
      _sourceDataframeOf: () => toMany(Source, 'dataframeArtifact'),
      _sourceArtifactOf: () => linkedBy(Source, 'artifacts'),
    },
  },
  {
    on: Feature,
    properties: {
      linksArtifactcellline: () => toMany(ArtifactCellLine, 'feature'),
      linksArtifactcellmarker: () => toMany(ArtifactCellMarker, 'feature'),
      linksArtifactcelltype: () => toMany(ArtifactCellType, 'feature'),
      linksArtifactdevelopmentalstage: () => toMany(ArtifactDevelopmentalStage, 'feature'),
      linksArtifactdisease: () => toMany(ArtifactDisease, 'feature'),
      linksArtifactethnicity: () => toMany(ArtifactEthnicity, 'feature'),
      linksArtifactexperimentalfactor: () => toMany(ArtifactExperimentalFactor, 'feature'),
      linksArtifactgene: () => toMany(ArtifactGene, 'feature'),
      linksArtifactorganism: () => toMany(ArtifactOrganism, 'feature'),
      linksArtifactpathway: () => toMany(ArtifactPathway, 'feature'),
      linksArtifactphenotype: () => toMany(ArtifactPhenotype, 'feature'),
      linksArtifactprotein: () => toMany(ArtifactProtein, 'feature'),
      linksArtifacttissue: () => toMany(ArtifactTissue, 'feature'),
      linksRecordcellline: () => toMany(RecordCellLine, 'feature'),
      linksRecordcellmarker: () => toMany(RecordCellMarker, 'feature'),
      linksRecordcelltype: () => toMany(RecordCellType, 'feature'),
      linksRecorddevelopmentalstage: () => toMany(RecordDevelopmentalStage, 'feature'),
      linksRecorddisease: () => toMany(RecordDisease, 'feature'),
      linksRecordethnicity: () => toMany(RecordEthnicity, 'feature'),
      linksRecordexperimentalfactor: () => toMany(RecordExperimentalFactor, 'feature'),
      linksRecordgene: () => toMany(RecordGene, 'feature'),
      linksRecordorganism: () => toMany(RecordOrganism, 'feature'),
      linksRecordpathway: () => toMany(RecordPathway, 'feature'),
      linksRecordphenotype: () => toMany(RecordPhenotype, 'feature'),
      linksRecordprotein: () => toMany(RecordProtein, 'feature'),
      linksRecordtissue: () => toMany(RecordTissue, 'feature'),
    },
  },
  {
    on: Record,
    properties: {
      organisms: () => linkedBy(Organism, 'records'),
      genes: () => linkedBy(Gene, 'records'),
      proteins: () => linkedBy(Protein, 'records'),
      cellMarkers: () => linkedBy(CellMarker, 'records'),
      tissues: () => linkedBy(Tissue, 'records'),
      cellTypes: () => linkedBy(CellType, 'records'),
      diseases: () => linkedBy(Disease, 'records'),
      cellLines: () => linkedBy(CellLine, 'records'),
      phenotypes: () => linkedBy(Phenotype, 'records'),
      pathways: () => linkedBy(Pathway, 'records'),
      experimentalFactors: () => linkedBy(ExperimentalFactor, 'records'),
      developmentalStages: () => linkedBy(DevelopmentalStage, 'records'),
      ethnicities: () => linkedBy(Ethnicity, 'records'),
      valuesOrganism: () => toMany(RecordOrganism, 'record'),
      valuesGene: () => toMany(RecordGene, 'record'),
      valuesProtein: () => toMany(RecordProtein, 'record'),
      valuesCellMarker: () => toMany(RecordCellMarker, 'record'),
      valuesTissue: () => toMany(RecordTissue, 'record'),
      valuesCellType: () => toMany(RecordCellType, 'record'),
      valuesDisease: () => toMany(RecordDisease, 'record'),
      valuesCellLine: () => toMany(RecordCellLine, 'record'),
      valuesPhenotype: () => toMany(RecordPhenotype, 'record'),
      valuesPathway: () => toMany(RecordPathway, 'record'),
      valuesExperimentalFactor: () => toMany(RecordExperimentalFactor, 'record'),
      valuesDevelopmentalStage: () => toMany(RecordDevelopmentalStage, 'record'),
      valuesEthnicity: () => toMany(RecordEthnicity, 'record'),
    },
  },
  {
    on: Schema,
    properties: {
      genes: () => linkedBy(Gene, 'schemas'),
      proteins: () => linkedBy(Protein, 'schemas'),
      cellMarkers: () => linkedBy(CellMarker, 'schemas'),
      pathways: () => linkedBy(Pathway, 'schemas'),
      linksCellmarker: () => toMany(SchemaCellMarker, 'schema'),
      linksGene: () => toMany(SchemaGene, 'schema'),
      linksPathway: () => toMany(SchemaPathway, 'schema'),
      linksProtein: () => toMany(SchemaProtein, 'schema'),
    },
  },
]

declare module '@lamindb/core' {
  interface Artifact {
    linksCellLine: RelatedSet<ArtifactCellLine>
    linksCellMarker: RelatedSet<ArtifactCellMarker>
    linksCellType: RelatedSet<ArtifactCellType>
    linksDevelopmentalStage: RelatedSet<ArtifactDevelopmentalStage>
    linksDisease: RelatedSet<ArtifactDisease>
    linksEthnicity: RelatedSet<ArtifactEthnicity>
    linksExperimentalFactor: RelatedSet<ArtifactExperimentalFactor>
    linksGene: RelatedSet<ArtifactGene>
    linksOrganism: RelatedSet<ArtifactOrganism>
    linksPathway: RelatedSet<ArtifactPathway>
    linksPhenotype: RelatedSet<ArtifactPhenotype>
    linksProtein: RelatedSet<ArtifactProtein>
    linksTissue: RelatedSet<ArtifactTissue>
    cellLines: RelatedSet<CellLine>
    cellMarkers: RelatedSet<CellMarker>
    cellTypes: RelatedSet<CellType>
    developmentalStages: RelatedSet<DevelopmentalStage>
    diseases: RelatedSet<Disease>
    ethnicities: RelatedSet<Ethnicity>
    experimentalFactors: RelatedSet<ExperimentalFactor>
    genes: RelatedSet<Gene>
    organisms: RelatedSet<Organism>
    pathways: RelatedSet<Pathway>
    phenotypes: RelatedSet<Phenotype>
    proteins: RelatedSet<Protein>
    _sourceDataframeOf: RelatedSet<Source>
    _sourceArtifactOf: RelatedSet<Source>
    tissues: RelatedSet<Tissue>
  }
  interface Feature {
    linksArtifactcellline: RelatedSet<ArtifactCellLine>
    linksArtifactcellmarker: RelatedSet<ArtifactCellMarker>
    linksArtifactcelltype: RelatedSet<ArtifactCellType>
    linksArtifactdevelopmentalstage: RelatedSet<ArtifactDevelopmentalStage>
    linksArtifactdisease: RelatedSet<ArtifactDisease>
    linksArtifactethnicity: RelatedSet<ArtifactEthnicity>
    linksArtifactexperimentalfactor: RelatedSet<ArtifactExperimentalFactor>
    linksArtifactgene: RelatedSet<ArtifactGene>
    linksArtifactorganism: RelatedSet<ArtifactOrganism>
    linksArtifactpathway: RelatedSet<ArtifactPathway>
    linksArtifactphenotype: RelatedSet<ArtifactPhenotype>
    linksArtifactprotein: RelatedSet<ArtifactProtein>
    linksArtifacttissue: RelatedSet<ArtifactTissue>
    linksRecordcellline: RelatedSet<RecordCellLine>
    linksRecordcellmarker: RelatedSet<RecordCellMarker>
    linksRecordcelltype: RelatedSet<RecordCellType>
    linksRecorddevelopmentalstage: RelatedSet<RecordDevelopmentalStage>
    linksRecorddisease: RelatedSet<RecordDisease>
    linksRecordethnicity: RelatedSet<RecordEthnicity>
    linksRecordexperimentalfactor: RelatedSet<RecordExperimentalFactor>
    linksRecordgene: RelatedSet<RecordGene>
    linksRecordorganism: RelatedSet<RecordOrganism>
    linksRecordpathway: RelatedSet<RecordPathway>
    linksRecordphenotype: RelatedSet<RecordPhenotype>
    linksRecordprotein: RelatedSet<RecordProtein>
    linksRecordtissue: RelatedSet<RecordTissue>
  }
  interface Record {
    cellLines: RelatedSet<CellLine>
    cellMarkers: RelatedSet<CellMarker>
    cellTypes: RelatedSet<CellType>
    developmentalStages: RelatedSet<DevelopmentalStage>
    diseases: RelatedSet<Disease>
    ethnicities: RelatedSet<Ethnicity>
    experimentalFactors: RelatedSet<ExperimentalFactor>
    genes: RelatedSet<Gene>
    organisms: RelatedSet<Organism>
    pathways: RelatedSet<Pathway>
    phenotypes: RelatedSet<Phenotype>
    proteins: RelatedSet<Protein>
    valuesCellLine: RelatedSet<RecordCellLine>
    valuesCellMarker: RelatedSet<RecordCellMarker>
    valuesCellType: RelatedSet<RecordCellType>
    valuesDevelopmentalStage: RelatedSet<RecordDevelopmentalStage>
    valuesDisease: RelatedSet<RecordDisease>
    valuesEthnicity: RelatedSet<RecordEthnicity>
    valuesExperimentalFactor: RelatedSet<RecordExperimentalFactor>
    valuesGene: RelatedSet<RecordGene>
    valuesOrganism: RelatedSet<RecordOrganism>
    valuesPathway: RelatedSet<RecordPathway>
    valuesPhenotype: RelatedSet<RecordPhenotype>
    valuesProtein: RelatedSet<RecordProtein>
    valuesTissue: RelatedSet<RecordTissue>
    tissues: RelatedSet<Tissue>
  }
  interface Schema {
    cellMarkers: RelatedSet<CellMarker>
    genes: RelatedSet<Gene>
    pathways: RelatedSet<Pathway>
    proteins: RelatedSet<Protein>
    linksCellmarker: RelatedSet<SchemaCellMarker>
    linksGene: RelatedSet<SchemaGene>
    linksPathway: RelatedSet<SchemaPathway>
    linksProtein: RelatedSet<SchemaProtein>
  }
}
