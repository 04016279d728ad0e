import {
  Artifact,
  Feature,
  bigId,
  defineEntity,
  duration,
  float,
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
import { CombinationPerturbation } from './combination-perturbation.ts'
import { Compound } from './compound.ts'
import { Source, bioRegistry } from '@lamindb/bionty'

export const CompoundPerturbationEntity = defineEntity({
  name: 'CompoundPerturbation',
  tableName: 'wetlab_compoundperturbation',
  properties: {
    id: id(),
    source: () => toOne(Source).nullable(),
    uid: uid(14),
    abbr: varchar(32).nullable().unique(),
    synonyms: text().nullable().index(),
    description: text().nullable().index(),
    name: varchar(255).index(),
    concentration: float().nullable(),
    concentrationUnit: varchar(32).nullable(),
    duration: duration().nullable(),
    compound: () => toOne(Compound).nullable().inverse('compoundperturbationSet'),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    artifacts: () => linked(Artifact, () => ArtifactCompoundPerturbation).inverse('compoundPerturbations'),
    combinationPerturbations: () => linkedBy(CombinationPerturbation, 'compoundPerturbations'),
    linksArtifact: () => toMany(ArtifactCompoundPerturbation, 'compoundperturbation'),
  },
})

export class CompoundPerturbation extends bioRegistry(CompoundPerturbationEntity, {
  canCurate: true,
  hasSynonyms: true,
}) {}

export const ArtifactCompoundPerturbationEntity = defineEntity({
  name: 'ArtifactCompoundPerturbation',
  tableName: 'wetlab_artifactcompoundperturbation',
  properties: {
    id: bigId(),
    compoundperturbation: () => toOne(CompoundPerturbation).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksCompoundPerturbation'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactcompoundperturbation'),
    ...tracksRun(),
  },
})

export class ArtifactCompoundPerturbation extends registry(ArtifactCompoundPerturbationEntity, {
  isLink: true,
}) {}
