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

export const CellTypeEntity = defineEntity({
  name: 'CellType',
  tableName: 'bionty_celltype',
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
    parents: () => linked(CellType, () => CellTypeParents).inverse('children'),
    artifacts: () => linked(Artifact, () => ArtifactCellType).inverse('cellTypes'),
    records: () => linked(Record, () => RecordCellType).inverse('cellTypes'),
    children: () => linkedBy(CellType, 'parents'),
    linksArtifact: () => toMany(ArtifactCellType, 'celltype'),
    linksRecord: () => toMany(RecordCellType, 'value'),
  },
})

export class CellType extends bioRegistry(CellTypeEntity, {
  nameField: 'name',
  ontologyIdField: 'ontologyId',
  canCurate: true,
  hasParents: true,
  hasSynonyms: true,
}) {}

export const ArtifactCellTypeEntity = defineEntity({
  name: 'ArtifactCellType',
  tableName: 'bionty_artifactcelltype',
  uniques: [{ properties: ['artifact', 'celltype', 'feature'] }],
  properties: {
    id: bigId(),
    celltype: () => toOne(CellType).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksCellType'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactcelltype'),
    ...tracksRun(),
  },
})

export class ArtifactCellType extends registry(ArtifactCellTypeEntity, { isLink: true }) {}

export const CellTypeParentsEntity = defineEntity({
  name: 'CellTypeParents',
  tableName: 'bionty_celltype_parents',
  uniques: [{ properties: ['fromCelltype', 'toCelltype'] }],
  properties: {
    id: bigId(),
    fromCelltype: () => toOne(CellType).cascade(),
    toCelltype: () => toOne(CellType).cascade(),
  },
})

export class CellTypeParents extends registry(CellTypeParentsEntity, { isLink: true }) {}

export const RecordCellTypeEntity = defineEntity({
  name: 'RecordCellType',
  tableName: 'bionty_recordcelltype',
  uniques: [{ properties: ['record', 'value', 'feature'] }],
  properties: {
    id: bigId(),
    value: () => toOne(CellType).inverse('linksRecord'),
    record: () => toOne(Record).cascade().inverse('valuesCellType'),
    feature: () => toOne(Feature).nullable().inverse('linksRecordcelltype'),
    ...tracksRun(),
  },
})

export class RecordCellType extends registry(RecordCellTypeEntity, { isLink: true }) {}
