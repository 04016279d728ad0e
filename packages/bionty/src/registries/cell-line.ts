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

export const CellLineEntity = defineEntity({
  name: 'CellLine',
  tableName: 'bionty_cellline',
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
    parents: () => linked(CellLine, () => CellLineParents).inverse('children'),
    artifacts: () => linked(Artifact, () => ArtifactCellLine).inverse('cellLines'),
    records: () => linked(Record, () => RecordCellLine).inverse('cellLines'),
    children: () => linkedBy(CellLine, 'parents'),
    linksArtifact: () => toMany(ArtifactCellLine, 'cellline'),
    linksRecord: () => toMany(RecordCellLine, 'value'),
  },
})

export class CellLine extends bioRegistry(CellLineEntity, {
  nameField: 'name',
  ontologyIdField: 'ontologyId',
  canCurate: true,
  hasParents: true,
  hasSynonyms: true,
}) {}

export const ArtifactCellLineEntity = defineEntity({
  name: 'ArtifactCellLine',
  tableName: 'bionty_artifactcellline',
  uniques: [{ properties: ['artifact', 'cellline', 'feature'] }],
  properties: {
    id: bigId(),
    cellline: () => toOne(CellLine).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksCellLine'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactcellline'),
    ...tracksRun(),
  },
})

export class ArtifactCellLine extends registry(ArtifactCellLineEntity, { isLink: true }) {}

export const CellLineParentsEntity = defineEntity({
  name: 'CellLineParents',
  tableName: 'bionty_cellline_parents',
  uniques: [{ properties: ['fromCellline', 'toCellline'] }],
  properties: {
    id: bigId(),
    fromCellline: () => toOne(CellLine).cascade(),
    toCellline: () => toOne(CellLine).cascade(),
  },
})

export class CellLineParents extends registry(CellLineParentsEntity, { isLink: true }) {}

export const RecordCellLineEntity = defineEntity({
  name: 'RecordCellLine',
  tableName: 'bionty_recordcellline',
  uniques: [{ properties: ['record', 'value', 'feature'] }],
  properties: {
    id: bigId(),
    value: () => toOne(CellLine).inverse('linksRecord'),
    record: () => toOne(Record).cascade().inverse('valuesCellLine'),
    feature: () => toOne(Feature).nullable().inverse('linksRecordcellline'),
    ...tracksRun(),
  },
})

export class RecordCellLine extends registry(RecordCellLineEntity, { isLink: true }) {}
