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

export const ExperimentalFactorEntity = defineEntity({
  name: 'ExperimentalFactor',
  tableName: 'bionty_experimentalfactor',
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
    parents: () => linked(ExperimentalFactor, () => ExperimentalFactorParents).inverse('children'),
    artifacts: () => linked(Artifact, () => ArtifactExperimentalFactor).inverse('experimentalFactors'),
    records: () => linked(Record, () => RecordExperimentalFactor).inverse('experimentalFactors'),
    children: () => linkedBy(ExperimentalFactor, 'parents'),
    linksArtifact: () => toMany(ArtifactExperimentalFactor, 'experimentalfactor'),
    linksRecord: () => toMany(RecordExperimentalFactor, 'value'),
  },
})

export class ExperimentalFactor extends bioRegistry(ExperimentalFactorEntity, {
  nameField: 'name',
  ontologyIdField: 'ontologyId',
  canCurate: true,
  hasParents: true,
  hasSynonyms: true,
}) {}

export const ArtifactExperimentalFactorEntity = defineEntity({
  name: 'ArtifactExperimentalFactor',
  tableName: 'bionty_artifactexperimentalfactor',
  uniques: [{ properties: ['artifact', 'experimentalfactor', 'feature'] }],
  properties: {
    id: bigId(),
    experimentalfactor: () => toOne(ExperimentalFactor).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksExperimentalFactor'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactexperimentalfactor'),
    ...tracksRun(),
  },
})

export class ArtifactExperimentalFactor extends registry(ArtifactExperimentalFactorEntity, {
  isLink: true,
}) {}

export const ExperimentalFactorParentsEntity = defineEntity({
  name: 'ExperimentalFactorParents',
  tableName: 'bionty_experimentalfactor_parents',
  uniques: [{ properties: ['fromExperimentalfactor', 'toExperimentalfactor'] }],
  properties: {
    id: bigId(),
    fromExperimentalfactor: () => toOne(ExperimentalFactor).cascade(),
    toExperimentalfactor: () => toOne(ExperimentalFactor).cascade(),
  },
})

export class ExperimentalFactorParents extends registry(ExperimentalFactorParentsEntity, { isLink: true }) {}

export const RecordExperimentalFactorEntity = defineEntity({
  name: 'RecordExperimentalFactor',
  tableName: 'bionty_recordexperimentalfactor',
  uniques: [{ properties: ['record', 'value', 'feature'] }],
  properties: {
    id: bigId(),
    value: () => toOne(ExperimentalFactor).inverse('linksRecord'),
    record: () => toOne(Record).cascade().inverse('valuesExperimentalFactor'),
    feature: () => toOne(Feature).nullable().inverse('linksRecordexperimentalfactor'),
    ...tracksRun(),
  },
})

export class RecordExperimentalFactor extends registry(RecordExperimentalFactorEntity, { isLink: true }) {}
