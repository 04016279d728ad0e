import {
  Artifact,
  Feature,
  Record,
  Schema,
  bigId,
  bigint,
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

export const ProteinEntity = defineEntity({
  name: 'Protein',
  tableName: 'bionty_protein',
  properties: {
    id: id(),
    source: () => toOne(Source).nullable(),
    uid: uid(14),
    abbr: varchar(32).nullable().unique(),
    synonyms: text().nullable().index(),
    description: text().nullable().index(),
    name: varchar(255).nullable().index(),
    uniprotkbId: varchar(10).nullable().unique(),
    length: bigint().nullable().index(),
    geneSymbol: varchar(255).nullable().index(),
    ensemblGeneIds: text().nullable(),
    organism: () => toOne(Organism).inverse('proteins'),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    artifacts: () => linked(Artifact, () => ArtifactProtein).inverse('proteins'),
    records: () => linked(Record, () => RecordProtein).inverse('proteins'),
    schemas: () => linked(Schema, () => SchemaProtein).inverse('proteins'),
    linksArtifact: () => toMany(ArtifactProtein, 'protein'),
    linksRecord: () => toMany(RecordProtein, 'value'),
    linksSchema: () => toMany(SchemaProtein, 'protein'),
  },
})

export class Protein extends bioRegistry(ProteinEntity, {
  nameField: 'name',
  ontologyIdField: 'uniprotkbId',
  canCurate: true,
  hasSynonyms: true,
}) {}

export const ArtifactProteinEntity = defineEntity({
  name: 'ArtifactProtein',
  tableName: 'bionty_artifactprotein',
  uniques: [{ properties: ['artifact', 'protein', 'feature'] }],
  properties: {
    id: bigId(),
    protein: () => toOne(Protein).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksProtein'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactprotein'),
    ...tracksRun(),
  },
})

export class ArtifactProtein extends registry(ArtifactProteinEntity, { isLink: true }) {}

export const RecordProteinEntity = defineEntity({
  name: 'RecordProtein',
  tableName: 'bionty_recordprotein',
  uniques: [{ properties: ['record', 'value', 'feature'] }],
  properties: {
    id: bigId(),
    value: () => toOne(Protein).inverse('linksRecord'),
    record: () => toOne(Record).cascade().inverse('valuesProtein'),
    feature: () => toOne(Feature).nullable().inverse('linksRecordprotein'),
    ...tracksRun(),
  },
})

export class RecordProtein extends registry(RecordProteinEntity, { isLink: true }) {}

export const SchemaProteinEntity = defineEntity({
  name: 'SchemaProtein',
  tableName: 'bionty_schemaprotein',
  uniques: [{ properties: ['schema', 'protein'] }],
  properties: {
    id: bigId(),
    protein: () => toOne(Protein).inverse('linksSchema'),
    schema: () => toOne(Schema).cascade().inverse('linksProtein'),
  },
})

export class SchemaProtein extends registry(SchemaProteinEntity, { isLink: true }) {}
