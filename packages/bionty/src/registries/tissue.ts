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

export const TissueEntity = defineEntity({
  name: 'Tissue',
  tableName: 'bionty_tissue',
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
    parents: () => linked(Tissue, () => TissueParents).inverse('children'),
    artifacts: () => linked(Artifact, () => ArtifactTissue).inverse('tissues'),
    records: () => linked(Record, () => RecordTissue).inverse('tissues'),
    children: () => linkedBy(Tissue, 'parents'),
    linksArtifact: () => toMany(ArtifactTissue, 'tissue'),
    linksRecord: () => toMany(RecordTissue, 'value'),
  },
})

export class Tissue extends bioRegistry(TissueEntity, {
  nameField: 'name',
  ontologyIdField: 'ontologyId',
  canCurate: true,
  hasParents: true,
  hasSynonyms: true,
}) {}

export const ArtifactTissueEntity = defineEntity({
  name: 'ArtifactTissue',
  tableName: 'bionty_artifacttissue',
  uniques: [{ properties: ['artifact', 'tissue', 'feature'] }],
  properties: {
    id: bigId(),
    tissue: () => toOne(Tissue).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksTissue'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifacttissue'),
    ...tracksRun(),
  },
})

export class ArtifactTissue extends registry(ArtifactTissueEntity, { isLink: true }) {}

export const RecordTissueEntity = defineEntity({
  name: 'RecordTissue',
  tableName: 'bionty_recordtissue',
  uniques: [{ properties: ['record', 'value', 'feature'] }],
  properties: {
    id: bigId(),
    value: () => toOne(Tissue).inverse('linksRecord'),
    record: () => toOne(Record).cascade().inverse('valuesTissue'),
    feature: () => toOne(Feature).nullable().inverse('linksRecordtissue'),
    ...tracksRun(),
  },
})

export class RecordTissue extends registry(RecordTissueEntity, { isLink: true }) {}

export const TissueParentsEntity = defineEntity({
  name: 'TissueParents',
  tableName: 'bionty_tissue_parents',
  uniques: [{ properties: ['fromTissue', 'toTissue'] }],
  properties: {
    id: bigId(),
    fromTissue: () => toOne(Tissue).cascade(),
    toTissue: () => toOne(Tissue).cascade(),
  },
})

export class TissueParents extends registry(TissueParentsEntity, { isLink: true }) {}
