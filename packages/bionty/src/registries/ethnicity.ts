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

export const EthnicityEntity = defineEntity({
  name: 'Ethnicity',
  tableName: 'bionty_ethnicity',
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
    parents: () => linked(Ethnicity, () => EthnicityParents).inverse('children'),
    artifacts: () => linked(Artifact, () => ArtifactEthnicity).inverse('ethnicities'),
    records: () => linked(Record, () => RecordEthnicity).inverse('ethnicities'),
    children: () => linkedBy(Ethnicity, 'parents'),
    linksArtifact: () => toMany(ArtifactEthnicity, 'ethnicity'),
    linksRecord: () => toMany(RecordEthnicity, 'value'),
  },
})

export class Ethnicity extends bioRegistry(EthnicityEntity, {
  nameField: 'name',
  ontologyIdField: 'ontologyId',
  canCurate: true,
  hasParents: true,
  hasSynonyms: true,
}) {}

export const ArtifactEthnicityEntity = defineEntity({
  name: 'ArtifactEthnicity',
  tableName: 'bionty_artifactethnicity',
  uniques: [{ properties: ['artifact', 'ethnicity', 'feature'] }],
  properties: {
    id: bigId(),
    ethnicity: () => toOne(Ethnicity).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksEthnicity'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactethnicity'),
    ...tracksRun(),
  },
})

export class ArtifactEthnicity extends registry(ArtifactEthnicityEntity, { isLink: true }) {}

export const EthnicityParentsEntity = defineEntity({
  name: 'EthnicityParents',
  tableName: 'bionty_ethnicity_parents',
  uniques: [{ properties: ['fromEthnicity', 'toEthnicity'] }],
  properties: {
    id: bigId(),
    fromEthnicity: () => toOne(Ethnicity).cascade(),
    toEthnicity: () => toOne(Ethnicity).cascade(),
  },
})

export class EthnicityParents extends registry(EthnicityParentsEntity, { isLink: true }) {}

export const RecordEthnicityEntity = defineEntity({
  name: 'RecordEthnicity',
  tableName: 'bionty_recordethnicity',
  uniques: [{ properties: ['record', 'value', 'feature'] }],
  properties: {
    id: bigId(),
    value: () => toOne(Ethnicity).inverse('linksRecord'),
    record: () => toOne(Record).cascade().inverse('valuesEthnicity'),
    feature: () => toOne(Feature).nullable().inverse('linksRecordethnicity'),
    ...tracksRun(),
  },
})

export class RecordEthnicity extends registry(RecordEthnicityEntity, { isLink: true }) {}
