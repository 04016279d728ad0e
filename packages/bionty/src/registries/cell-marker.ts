import {
  Artifact,
  Feature,
  Record,
  Schema,
  bigId,
  defineEntity,
  id,
  linked,
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
import { Organism } from './organism.ts'
import { Source } from './source.ts'

export const CellMarkerEntity = defineEntity({
  name: 'CellMarker',
  tableName: 'bionty_cellmarker',
  uniques: [{ properties: ['name', 'organism'] }],
  properties: {
    id: id(),
    source: () => toOne(Source).nullable(),
    uid: uid(14),
    abbr: varchar(32).nullable().unique(),
    synonyms: text().nullable().index(),
    description: text().nullable().index(),
    name: varchar(64).index(),
    geneSymbol: varchar(64).nullable().index(),
    ncbiGeneId: varchar(32).nullable().index(),
    uniprotkbId: varchar(10).nullable().index(),
    organism: () => toOne(Organism).inverse('cellMarkers'),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    artifacts: () => linked(Artifact, () => ArtifactCellMarker).inverse('cellMarkers'),
    records: () => linked(Record, () => RecordCellMarker).inverse('cellMarkers'),
    schemas: () => linked(Schema, () => SchemaCellMarker).inverse('cellMarkers'),
    linksArtifact: () => toMany(ArtifactCellMarker, 'cellmarker'),
    linksRecord: () => toMany(RecordCellMarker, 'value'),
    linksSchema: () => toMany(SchemaCellMarker, 'cellmarker'),
  },
})

export class CellMarker extends bioRegistry(CellMarkerEntity, {
  nameField: 'name',
  canCurate: true,
  hasSynonyms: true,
}) {}

export const ArtifactCellMarkerEntity = defineEntity({
  name: 'ArtifactCellMarker',
  tableName: 'bionty_artifactcellmarker',
  uniques: [{ properties: ['artifact', 'cellmarker', 'feature'] }],
  properties: {
    id: bigId(),
    cellmarker: () => toOne(CellMarker).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksCellMarker'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactcellmarker'),
    ...tracksRun(),
  },
})

export class ArtifactCellMarker extends registry(ArtifactCellMarkerEntity, { isLink: true }) {}

export const RecordCellMarkerEntity = defineEntity({
  name: 'RecordCellMarker',
  tableName: 'bionty_recordcellmarker',
  uniques: [{ properties: ['record', 'value', 'feature'] }],
  properties: {
    id: bigId(),
    value: () => toOne(CellMarker).inverse('linksRecord'),
    record: () => toOne(Record).cascade().inverse('valuesCellMarker'),
    feature: () => toOne(Feature).nullable().inverse('linksRecordcellmarker'),
    ...tracksRun(),
  },
})

export class RecordCellMarker extends registry(RecordCellMarkerEntity, { isLink: true }) {}

export const SchemaCellMarkerEntity = defineEntity({
  name: 'SchemaCellMarker',
  tableName: 'bionty_schemacellmarker',
  uniques: [{ properties: ['schema', 'cellmarker'] }],
  properties: {
    id: bigId(),
    cellmarker: () => toOne(CellMarker).inverse('linksSchema'),
    schema: () => toOne(Schema).cascade().inverse('linksCellmarker'),
  },
})

export class SchemaCellMarker extends registry(SchemaCellMarkerEntity, { isLink: true }) {}
