import {
  Artifact,
  Feature,
  Record,
  bigId,
  defineEntity,
  id,
  linked,
  linkedBy,
  registry,
  sqlRecord,
  text,
  toMany,
  toOne,
  tracksRun,
  tracksUpdates,
  uid,
  varchar,
} from '@lamindb/core'
import { bioRegistry } from './bio-registry.ts'
import { Source } from './source.ts'

export const DevelopmentalStageEntity = defineEntity({
  name: 'DevelopmentalStage',
  tableName: 'bionty_developmentalstage',
  uniques: [{ properties: ['name', 'ontologyId'] }],
  properties: {
    id: id(),
    name: varchar(255).index(),
    ontologyId: varchar(255).nullable().index(),
    source: () => toOne(Source).nullable(),
    uid: uid(14),
    abbr: varchar(32).nullable().unique(),
    synonyms: text().nullable().index(),
    description: text().nullable().index(),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    parents: () => linked(DevelopmentalStage, () => DevelopmentalStageParents).inverse('children'),
    artifacts: () => linked(Artifact, () => ArtifactDevelopmentalStage).inverse('developmentalStages'),
    records: () => linked(Record, () => RecordDevelopmentalStage).inverse('developmentalStages'),
    children: () => linkedBy(DevelopmentalStage, 'parents'),
    linksArtifact: () => toMany(ArtifactDevelopmentalStage, 'developmentalstage'),
    linksRecord: () => toMany(RecordDevelopmentalStage, 'value'),
  },
})

export class DevelopmentalStage extends bioRegistry(DevelopmentalStageEntity, {
  nameField: 'name',
  ontologyIdField: 'ontologyId',
  canCurate: true,
  hasParents: true,
  hasSynonyms: true,
}) {}

export const ArtifactDevelopmentalStageEntity = defineEntity({
  name: 'ArtifactDevelopmentalStage',
  tableName: 'bionty_artifactdevelopmentalstage',
  uniques: [{ properties: ['artifact', 'developmentalstage', 'feature'] }],
  properties: {
    id: bigId(),
    developmentalstage: () => toOne(DevelopmentalStage).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksDevelopmentalStage'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactdevelopmentalstage'),
    ...tracksRun(),
  },
})

export class ArtifactDevelopmentalStage extends registry(ArtifactDevelopmentalStageEntity, {
  isLink: true,
}) {}

export const DevelopmentalStageParentsEntity = defineEntity({
  name: 'DevelopmentalStageParents',
  tableName: 'bionty_developmentalstage_parents',
  uniques: [{ properties: ['fromDevelopmentalstage', 'toDevelopmentalstage'] }],
  properties: {
    id: bigId(),
    fromDevelopmentalstage: () => toOne(DevelopmentalStage).cascade(),
    toDevelopmentalstage: () => toOne(DevelopmentalStage).cascade(),
  },
})

export class DevelopmentalStageParents extends registry(DevelopmentalStageParentsEntity, { isLink: true }) {}

export const RecordDevelopmentalStageEntity = defineEntity({
  name: 'RecordDevelopmentalStage',
  tableName: 'bionty_recorddevelopmentalstage',
  uniques: [{ properties: ['record', 'value', 'feature'] }],
  properties: {
    id: bigId(),
    value: () => toOne(DevelopmentalStage).inverse('linksRecord'),
    record: () => toOne(Record).cascade().inverse('valuesDevelopmentalStage'),
    feature: () => toOne(Feature).nullable().inverse('linksRecorddevelopmentalstage'),
    ...tracksRun(),
  },
})

export class RecordDevelopmentalStage extends registry(RecordDevelopmentalStageEntity, { isLink: true }) {}
