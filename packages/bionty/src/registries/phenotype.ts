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

export const PhenotypeEntity = defineEntity({
  name: 'Phenotype',
  tableName: 'bionty_phenotype',
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
    parents: () => linked(Phenotype, () => PhenotypeParents).inverse('children'),
    artifacts: () => linked(Artifact, () => ArtifactPhenotype).inverse('phenotypes'),
    records: () => linked(Record, () => RecordPhenotype).inverse('phenotypes'),
    children: () => linkedBy(Phenotype, 'parents'),
    linksArtifact: () => toMany(ArtifactPhenotype, 'phenotype'),
    linksRecord: () => toMany(RecordPhenotype, 'value'),
  },
})

export class Phenotype extends bioRegistry(PhenotypeEntity, {
  nameField: 'name',
  ontologyIdField: 'ontologyId',
  canCurate: true,
  hasParents: true,
  hasSynonyms: true,
}) {}

export const ArtifactPhenotypeEntity = defineEntity({
  name: 'ArtifactPhenotype',
  tableName: 'bionty_artifactphenotype',
  uniques: [{ properties: ['artifact', 'phenotype', 'feature'] }],
  properties: {
    id: bigId(),
    phenotype: () => toOne(Phenotype).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksPhenotype'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactphenotype'),
    ...tracksRun(),
  },
})

export class ArtifactPhenotype extends registry(ArtifactPhenotypeEntity, { isLink: true }) {}

export const PhenotypeParentsEntity = defineEntity({
  name: 'PhenotypeParents',
  tableName: 'bionty_phenotype_parents',
  uniques: [{ properties: ['fromPhenotype', 'toPhenotype'] }],
  properties: {
    id: bigId(),
    fromPhenotype: () => toOne(Phenotype).cascade(),
    toPhenotype: () => toOne(Phenotype).cascade(),
  },
})

export class PhenotypeParents extends registry(PhenotypeParentsEntity, { isLink: true }) {}

export const RecordPhenotypeEntity = defineEntity({
  name: 'RecordPhenotype',
  tableName: 'bionty_recordphenotype',
  uniques: [{ properties: ['record', 'value', 'feature'] }],
  properties: {
    id: bigId(),
    value: () => toOne(Phenotype).inverse('linksRecord'),
    record: () => toOne(Record).cascade().inverse('valuesPhenotype'),
    feature: () => toOne(Feature).nullable().inverse('linksRecordphenotype'),
    ...tracksRun(),
  },
})

export class RecordPhenotype extends registry(RecordPhenotypeEntity, { isLink: true }) {}
