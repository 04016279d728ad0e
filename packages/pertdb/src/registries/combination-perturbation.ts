import {
  Artifact,
  Feature,
  Lazy,
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
import { CompoundPerturbation } from './compound-perturbation.ts'
import { EnvironmentalPerturbation } from './environmental-perturbation.ts'
import { GeneticPerturbation } from './genetic-perturbation.ts'
import { Source, bioRegistry } from '@lamindb/bionty'

export const CombinationPerturbationEntity = defineEntity({
  name: 'CombinationPerturbation',
  tableName: 'wetlab_combinationperturbation',
  properties: {
    id: id(),
    source: () => toOne(Source).nullable(),
    uid: uid(14),
    abbr: varchar(32).nullable().unique(),
    synonyms: text().nullable().index(),
    description: text().nullable().index(),
    name: varchar(255).index(),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    geneticPerturbations: () =>
      linked(GeneticPerturbation, () => CombinationPerturbationGeneticPerturbations).inverse(
        'combinationPerturbations',
      ),
    compoundPerturbations: () =>
      linked(CompoundPerturbation, () => CombinationPerturbationCompoundPerturbations).inverse(
        'combinationPerturbations',
      ),
    environmentalPerturbations: () =>
      linked(EnvironmentalPerturbation, () => CombinationPerturbationEnvironmentalPerturbations).inverse(
        'combinationPerturbations',
      ),
    artifacts: () =>
      linked(Artifact, () => ArtifactCombinationPerturbation).inverse('combinationPerturbations'),
    linksArtifact: () => toMany(ArtifactCombinationPerturbation, 'combinationperturbation'),
  },
})

/** What a combination may be made of. */
export type CombinationMember = GeneticPerturbation | CompoundPerturbation | EnvironmentalPerturbation

/** Several perturbations at once. */
export class CombinationPerturbation extends bioRegistry(CombinationPerturbationEntity, {
  canCurate: true,
  hasSynonyms: true,
}) {
  /** Genetic, compound and environmental perturbations in this order; none before the record is saved. */
  get members(): PromiseLike<readonly CombinationMember[]> {
    return new Lazy(async () => {
      if (this.id === undefined) return []
      return [
        ...(await this.geneticPerturbations),
        ...(await this.compoundPerturbations),
        ...(await this.environmentalPerturbations),
      ]
    })
  }
}

export const ArtifactCombinationPerturbationEntity = defineEntity({
  name: 'ArtifactCombinationPerturbation',
  tableName: 'wetlab_artifactcombinationperturbation',
  properties: {
    id: bigId(),
    combinationperturbation: () => toOne(CombinationPerturbation).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksCombinationPerturbation'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactcombinationperturbation'),
    ...tracksRun(),
  },
})

export class ArtifactCombinationPerturbation extends registry(ArtifactCombinationPerturbationEntity, {
  isLink: true,
}) {}

export const CombinationPerturbationCompoundPerturbationsEntity = defineEntity({
  name: 'CombinationPerturbationCompoundPerturbations',
  tableName: 'wetlab_combinationperturbation_compound_perturbations',
  uniques: [{ properties: ['combinationperturbation', 'compoundperturbation'] }],
  properties: {
    id: bigId(),
    combinationperturbation: () => toOne(CombinationPerturbation).cascade(),
    compoundperturbation: () => toOne(CompoundPerturbation).cascade(),
  },
})

export class CombinationPerturbationCompoundPerturbations extends registry(
  CombinationPerturbationCompoundPerturbationsEntity,
  { isLink: true },
) {}

export const CombinationPerturbationEnvironmentalPerturbationsEntity = defineEntity({
  name: 'CombinationPerturbationEnvironmentalPerturbations',
  tableName: 'wetlab_combinationperturbation_environmental_perturbations',
  uniques: [{ properties: ['combinationperturbation', 'environmentalperturbation'] }],
  properties: {
    id: bigId(),
    combinationperturbation: () => toOne(CombinationPerturbation).cascade(),
    environmentalperturbation: () => toOne(EnvironmentalPerturbation).cascade(),
  },
})

export class CombinationPerturbationEnvironmentalPerturbations extends registry(
  CombinationPerturbationEnvironmentalPerturbationsEntity,
  { isLink: true },
) {}

export const CombinationPerturbationGeneticPerturbationsEntity = defineEntity({
  name: 'CombinationPerturbationGeneticPerturbations',
  tableName: 'wetlab_combinationperturbation_genetic_perturbations',
  uniques: [{ properties: ['combinationperturbation', 'geneticperturbation'] }],
  properties: {
    id: bigId(),
    combinationperturbation: () => toOne(CombinationPerturbation).cascade(),
    geneticperturbation: () => toOne(GeneticPerturbation).cascade(),
  },
})

export class CombinationPerturbationGeneticPerturbations extends registry(
  CombinationPerturbationGeneticPerturbationsEntity,
  { isLink: true },
) {}
