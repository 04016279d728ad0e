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
import { CellMarker } from './cell-marker.ts'
import { Gene } from './gene.ts'
import { Protein } from './protein.ts'
import { Source } from './source.ts'

export const OrganismEntity = defineEntity({
  name: 'Organism',
  tableName: 'bionty_organism',
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
    scientificName: varchar(255).nullable().unique(),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    parents: () => linked(Organism, () => OrganismParents).inverse('children'),
    artifacts: () => linked(Artifact, () => ArtifactOrganism).inverse('organisms'),
    records: () => linked(Record, () => RecordOrganism).inverse('organisms'),
    children: () => linkedBy(Organism, 'parents'),
    genes: () => toMany(Gene, 'organism'),
    proteins: () => toMany(Protein, 'organism'),
    cellMarkers: () => toMany(CellMarker, 'organism'),
    linksArtifact: () => toMany(ArtifactOrganism, 'organism'),
    linksRecord: () => toMany(RecordOrganism, 'value'),
  },
})

export class Organism extends bioRegistry(OrganismEntity, {
  nameField: 'name',
  ontologyIdField: 'ontologyId',
  canCurate: true,
  hasParents: true,
  hasSynonyms: true,
}) {}

export const ArtifactOrganismEntity = defineEntity({
  name: 'ArtifactOrganism',
  tableName: 'bionty_artifactorganism',
  uniques: [{ properties: ['artifact', 'organism', 'feature'] }],
  properties: {
    id: bigId(),
    organism: () => toOne(Organism).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksOrganism'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactorganism'),
    ...tracksRun(),
  },
})

export class ArtifactOrganism extends registry(ArtifactOrganismEntity, { isLink: true }) {}

export const OrganismParentsEntity = defineEntity({
  name: 'OrganismParents',
  tableName: 'bionty_organism_parents',
  uniques: [{ properties: ['fromOrganism', 'toOrganism'] }],
  properties: {
    id: bigId(),
    fromOrganism: () => toOne(Organism).cascade(),
    toOrganism: () => toOne(Organism).cascade(),
  },
})

export class OrganismParents extends registry(OrganismParentsEntity, { isLink: true }) {}

export const RecordOrganismEntity = defineEntity({
  name: 'RecordOrganism',
  tableName: 'bionty_recordorganism',
  uniques: [{ properties: ['record', 'value', 'feature'] }],
  properties: {
    id: bigId(),
    value: () => toOne(Organism).inverse('linksRecord'),
    record: () => toOne(Record).cascade().inverse('valuesOrganism'),
    feature: () => toOne(Feature).nullable().inverse('linksRecordorganism'),
    ...tracksRun(),
  },
})

export class RecordOrganism extends registry(RecordOrganismEntity, { isLink: true }) {}
