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
import { Gene } from './gene.ts'
import { Source } from './source.ts'

export const PathwayEntity = defineEntity({
  name: 'Pathway',
  tableName: 'bionty_pathway',
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
    parents: () => linked(Pathway, () => PathwayParents).inverse('children'),
    genes: () => linked(Gene, () => PathwayGenes).inverse('pathways'),
    schemas: () => linked(Schema, () => SchemaPathway).inverse('pathways'),
    artifacts: () => linked(Artifact, () => ArtifactPathway).inverse('pathways'),
    records: () => linked(Record, () => RecordPathway).inverse('pathways'),
    children: () => linkedBy(Pathway, 'parents'),
    linksArtifact: () => toMany(ArtifactPathway, 'pathway'),
    linksRecord: () => toMany(RecordPathway, 'value'),
    linksSchema: () => toMany(SchemaPathway, 'pathway'),
  },
})

export class Pathway extends bioRegistry(PathwayEntity, {
  nameField: 'name',
  ontologyIdField: 'ontologyId',
  canCurate: true,
  hasParents: true,
  hasSynonyms: true,
}) {}

export const ArtifactPathwayEntity = defineEntity({
  name: 'ArtifactPathway',
  tableName: 'bionty_artifactpathway',
  uniques: [{ properties: ['artifact', 'pathway', 'feature'] }],
  properties: {
    id: bigId(),
    pathway: () => toOne(Pathway).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksPathway'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactpathway'),
    ...tracksRun(),
  },
})

export class ArtifactPathway extends registry(ArtifactPathwayEntity, { isLink: true }) {}

export const PathwayGenesEntity = defineEntity({
  name: 'PathwayGenes',
  tableName: 'bionty_pathway_genes',
  uniques: [{ properties: ['pathway', 'gene'] }],
  properties: {
    id: bigId(),
    pathway: () => toOne(Pathway).cascade(),
    gene: () => toOne(Gene).cascade(),
  },
})

export class PathwayGenes extends registry(PathwayGenesEntity, { isLink: true }) {}

export const PathwayParentsEntity = defineEntity({
  name: 'PathwayParents',
  tableName: 'bionty_pathway_parents',
  uniques: [{ properties: ['fromPathway', 'toPathway'] }],
  properties: {
    id: bigId(),
    fromPathway: () => toOne(Pathway).cascade(),
    toPathway: () => toOne(Pathway).cascade(),
  },
})

export class PathwayParents extends registry(PathwayParentsEntity, { isLink: true }) {}

export const RecordPathwayEntity = defineEntity({
  name: 'RecordPathway',
  tableName: 'bionty_recordpathway',
  uniques: [{ properties: ['record', 'value', 'feature'] }],
  properties: {
    id: bigId(),
    value: () => toOne(Pathway).inverse('linksRecord'),
    record: () => toOne(Record).cascade().inverse('valuesPathway'),
    feature: () => toOne(Feature).nullable().inverse('linksRecordpathway'),
    ...tracksRun(),
  },
})

export class RecordPathway extends registry(RecordPathwayEntity, { isLink: true }) {}

export const SchemaPathwayEntity = defineEntity({
  name: 'SchemaPathway',
  tableName: 'bionty_schemapathway',
  uniques: [{ properties: ['schema', 'pathway'] }],
  properties: {
    id: bigId(),
    pathway: () => toOne(Pathway).inverse('linksSchema'),
    schema: () => toOne(Schema).cascade().inverse('linksPathway'),
  },
})

export class SchemaPathway extends registry(SchemaPathwayEntity, { isLink: true }) {}
