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
import { PerturbationTarget } from './perturbation-target.ts'
import { Source, bioRegistry } from '@lamindb/bionty'

export const EnvironmentalPerturbationEntity = defineEntity({
  name: 'EnvironmentalPerturbation',
  tableName: 'wetlab_environmentalperturbation',
  properties: {
    id: id(),
    source: () => toOne(Source).nullable(),
    uid: uid(14),
    abbr: varchar(32).nullable().unique(),
    synonyms: text().nullable().index(),
    description: text().nullable().index(),
    name: varchar(255).index(),
    ontologyId: varchar(32).nullable().index(),
    value: float().nullable(),
    unit: varchar(32).nullable(),
    duration: duration().nullable(),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    targets: () =>
      linked(PerturbationTarget, () => EnvironmentalPerturbationTargets).inverse(
        'environmentalPerturbations',
      ),
    artifacts: () =>
      linked(Artifact, () => ArtifactEnvironmentalPerturbation).inverse('environmentalPerturbations'),
    combinationPerturbations: () => linkedBy(CombinationPerturbation, 'environmentalPerturbations'),
    linksArtifact: () => toMany(ArtifactEnvironmentalPerturbation, 'environmentalperturbation'),
  },
})

export class EnvironmentalPerturbation extends bioRegistry(EnvironmentalPerturbationEntity, {
  canCurate: true,
  hasSynonyms: true,
}) {}

export const ArtifactEnvironmentalPerturbationEntity = defineEntity({
  name: 'ArtifactEnvironmentalPerturbation',
  tableName: 'wetlab_artifactenvironmentalperturbation',
  properties: {
    id: bigId(),
    environmentalperturbation: () => toOne(EnvironmentalPerturbation).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksEnvironmentalPerturbation'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactenvironmentalperturbation'),
    ...tracksRun(),
  },
})

export class ArtifactEnvironmentalPerturbation extends registry(ArtifactEnvironmentalPerturbationEntity, {
  isLink: true,
}) {}

export const EnvironmentalPerturbationTargetsEntity = defineEntity({
  name: 'EnvironmentalPerturbationTargets',
  tableName: 'wetlab_environmentalperturbation_targets',
  uniques: [{ properties: ['environmentalperturbation', 'perturbationtarget'] }],
  properties: {
    id: bigId(),
    environmentalperturbation: () => toOne(EnvironmentalPerturbation).cascade(),
    perturbationtarget: () => toOne(PerturbationTarget).cascade(),
  },
})

export class EnvironmentalPerturbationTargets extends registry(EnvironmentalPerturbationTargetsEntity, {
  isLink: true,
}) {}
