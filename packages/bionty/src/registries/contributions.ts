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
      cellLines: () => linkedBy(CellLine, 'artifacts'),
      cellMarkers: () => linkedBy(CellMarker, 'artifacts'),
      cellTypes: () => linkedBy(CellType, 'artifacts'),
      developmentalStages: () => linkedBy(DevelopmentalStage, 'artifacts'),
      diseases: () => linkedBy(Disease, 'artifacts'),
      ethnicities: () => linkedBy(Ethnicity, 'artifacts'),
      experimentalFactors: () => linkedBy(ExperimentalFactor, 'artifacts'),
      genes: () => linkedBy(Gene, 'artifacts'),
      organisms: () => linkedBy(Organism, 'artifacts'),
      pathways: () => linkedBy(Pathway, 'artifacts'),
      phenotypes: () => linkedBy(Phenotype, 'artifacts'),
      proteins: () => linkedBy(Protein, 'artifacts'),
      _sourceDataframeOf: () => toMany(Source, 'dataframeArtifact'),
      _sourceArtifactOf: () => linkedBy(Source, 'artifacts'),
      tissues: () => linkedBy(Tissue, 'artifacts'),
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
      cellLines: () => linkedBy(CellLine, 'records'),
      cellMarkers: () => linkedBy(CellMarker, 'records'),
      cellTypes: () => linkedBy(CellType, 'records'),
      developmentalStages: () => linkedBy(DevelopmentalStage, 'records'),
      diseases: () => linkedBy(Disease, 'records'),
      ethnicities: () => linkedBy(Ethnicity, 'records'),
      experimentalFactors: () => linkedBy(ExperimentalFactor, 'records'),
      genes: () => linkedBy(Gene, 'records'),
      organisms: () => linkedBy(Organism, 'records'),
      pathways: () => linkedBy(Pathway, 'records'),
      phenotypes: () => linkedBy(Phenotype, 'records'),
      proteins: () => linkedBy(Protein, 'records'),
      valuesCellLine: () => toMany(RecordCellLine, 'record'),
      valuesCellMarker: () => toMany(RecordCellMarker, 'record'),
      valuesCellType: () => toMany(RecordCellType, 'record'),
      valuesDevelopmentalStage: () => toMany(RecordDevelopmentalStage, 'record'),
      valuesDisease: () => toMany(RecordDisease, 'record'),
      valuesEthnicity: () => toMany(RecordEthnicity, 'record'),
      valuesExperimentalFactor: () => toMany(RecordExperimentalFactor, 'record'),
      valuesGene: () => toMany(RecordGene, 'record'),
      valuesOrganism: () => toMany(RecordOrganism, 'record'),
      valuesPathway: () => toMany(RecordPathway, 'record'),
      valuesPhenotype: () => toMany(RecordPhenotype, 'record'),
      valuesProtein: () => toMany(RecordProtein, 'record'),
      valuesTissue: () => toMany(RecordTissue, 'record'),
      tissues: () => linkedBy(Tissue, 'records'),
    },
  },
  {
    on: Schema,
    properties: {
      cellMarkers: () => linkedBy(CellMarker, 'schemas'),
      genes: () => linkedBy(Gene, 'schemas'),
      pathways: () => linkedBy(Pathway, 'schemas'),
      proteins: () => linkedBy(Protein, 'schemas'),
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
