import {
  Artifact,
  Feature,
  Record,
  Schema,
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
import { Organism } from './organism.ts'
import { Pathway } from './pathway.ts'
import { Source } from './source.ts'

export const GeneEntity = defineEntity({
  name: 'Gene',
  tableName: 'bionty_gene',
  properties: {
    id: id(),
    source: () => toOne(Source).nullable(),
    uid: uid(14),
    abbr: varchar(32).nullable().unique(),
    synonyms: text().nullable().index(),
    description: text().nullable().index(),
    symbol: varchar(64).nullable().index(),
    stableId: varchar(255).nullable().unique(),
    ensemblGeneId: varchar(64).nullable().unique(),
    ncbiGeneIds: text().nullable().index(),
    biotype: varchar(64).nullable().index(),
    organism: () => toOne(Organism).inverse('genes'),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    artifacts: () => linked(Artifact, () => ArtifactGene).inverse('genes'),
    records: () => linked(Record, () => RecordGene).inverse('genes'),
    schemas: () => linked(Schema, () => SchemaGene).inverse('genes'),
    pathways: () => linkedBy(Pathway, 'genes'),
    linksArtifact: () => toMany(ArtifactGene, 'gene'),
    linksRecord: () => toMany(RecordGene, 'value'),
    linksSchema: () => toMany(SchemaGene, 'gene'),
  },
})

export class Gene extends bioRegistry(GeneEntity, {
  nameField: 'symbol',
  ontologyIdField: 'ensemblGeneId',
  canCurate: true,
  hasSynonyms: true,
}) {}

export const ArtifactGeneEntity = defineEntity({
  name: 'ArtifactGene',
  tableName: 'bionty_artifactgene',
  uniques: [{ properties: ['artifact', 'gene', 'feature'] }],
  properties: {
    id: bigId(),
    gene: () => toOne(Gene).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksGene'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactgene'),
    ...tracksRun(),
  },
})

export class ArtifactGene extends registry(ArtifactGeneEntity, { isLink: true }) {}

export const RecordGeneEntity = defineEntity({
  name: 'RecordGene',
  tableName: 'bionty_recordgene',
  uniques: [{ properties: ['record', 'value', 'feature'] }],
  properties: {
    id: bigId(),
    value: () => toOne(Gene).inverse('linksRecord'),
    record: () => toOne(Record).cascade().inverse('valuesGene'),
    feature: () => toOne(Feature).nullable().inverse('linksRecordgene'),
    ...tracksRun(),
  },
})

export class RecordGene extends registry(RecordGeneEntity, { isLink: true }) {}

export const SchemaGeneEntity = defineEntity({
  name: 'SchemaGene',
  tableName: 'bionty_schemagene',
  uniques: [{ properties: ['schema', 'gene'] }],
  properties: {
    id: bigId(),
    gene: () => toOne(Gene).inverse('linksSchema'),
    schema: () => toOne(Schema).cascade().inverse('linksGene'),
  },
})

export class SchemaGene extends registry(SchemaGeneEntity, { isLink: true }) {}
