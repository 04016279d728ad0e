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

export const DiseaseEntity = defineEntity({
  name: 'Disease',
  tableName: 'bionty_disease',
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
    parents: () => linked(Disease, () => DiseaseParents).inverse('children'),
    artifacts: () => linked(Artifact, () => ArtifactDisease).inverse('diseases'),
    records: () => linked(Record, () => RecordDisease).inverse('diseases'),
    children: () => linkedBy(Disease, 'parents'),
    linksArtifact: () => toMany(ArtifactDisease, 'disease'),
    linksRecord: () => toMany(RecordDisease, 'value'),
  },
})

export class Disease extends bioRegistry(DiseaseEntity, {
  nameField: 'name',
  ontologyIdField: 'ontologyId',
  canCurate: true,
  hasParents: true,
  hasSynonyms: true,
}) {}

export const ArtifactDiseaseEntity = defineEntity({
  name: 'ArtifactDisease',
  tableName: 'bionty_artifactdisease',
  uniques: [{ properties: ['artifact', 'disease', 'feature'] }],
  properties: {
    id: bigId(),
    disease: () => toOne(Disease).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksDisease'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactdisease'),
    ...tracksRun(),
  },
})

export class ArtifactDisease extends registry(ArtifactDiseaseEntity, { isLink: true }) {}

export const DiseaseParentsEntity = defineEntity({
  name: 'DiseaseParents',
  tableName: 'bionty_disease_parents',
  uniques: [{ properties: ['fromDisease', 'toDisease'] }],
  properties: {
    id: bigId(),
    fromDisease: () => toOne(Disease).cascade(),
    toDisease: () => toOne(Disease).cascade(),
  },
})

export class DiseaseParents extends registry(DiseaseParentsEntity, { isLink: true }) {}

export const RecordDiseaseEntity = defineEntity({
  name: 'RecordDisease',
  tableName: 'bionty_recorddisease',
  uniques: [{ properties: ['record', 'value', 'feature'] }],
  properties: {
    id: bigId(),
    value: () => toOne(Disease).inverse('linksRecord'),
    record: () => toOne(Record).cascade().inverse('valuesDisease'),
    feature: () => toOne(Feature).nullable().inverse('linksRecorddisease'),
    ...tracksRun(),
  },
})

export class RecordDisease extends registry(RecordDiseaseEntity, { isLink: true }) {}
