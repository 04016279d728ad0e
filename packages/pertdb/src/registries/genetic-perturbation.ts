import {
  Artifact,
  Feature,
  bigId,
  defineEntity,
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
  type DatabaseTransaction,
} from '@lamindb/core'
import { warnOfUndocumentedType } from '../documented-types.ts'
import { CombinationPerturbation } from './combination-perturbation.ts'
import { PerturbationTarget } from './perturbation-target.ts'
import { Source, bioRegistry } from '@lamindb/bionty'

export const GeneticPerturbationEntity = defineEntity({
  name: 'GeneticPerturbation',
  tableName: 'wetlab_geneticperturbation',
  properties: {
    id: id(),
    source: () => toOne(Source).nullable(),
    uid: uid(14),
    abbr: varchar(32).nullable().unique(),
    synonyms: text().nullable().index(),
    description: text().nullable().index(),
    name: varchar(255).index(),
    type: varchar(32).nullable().index(),
    sequence: text().nullable().index(),
    onTargetScore: float().nullable().index(),
    offTargetScore: float().nullable().index(),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    targets: () =>
      linked(PerturbationTarget, () => GeneticPerturbationTargets).inverse('geneticPerturbations'),
    artifacts: () => linked(Artifact, () => ArtifactGeneticPerturbation).inverse('geneticPerturbations'),
    combinationPerturbations: () => linkedBy(CombinationPerturbation, 'geneticPerturbations'),
    linksArtifact: () => toMany(ArtifactGeneticPerturbation, 'geneticperturbation'),
  },
})

/** Documented values of `GeneticPerturbation.type`. */
export const geneticPerturbationTypes = [
  'control',
  'CRISPR-Cas9',
  'CRISPR-Cas13',
  'CRISPRi',
  'CRISPRa',
  'overexpression',
  'mutant overexpression',
  'shRNA',
  'siRNA',
  'transgene',
  'transient-transfection',
] as const

/** A change of genes: a guide, a transgene, an RNA that interferes. */
export class GeneticPerturbation extends bioRegistry(GeneticPerturbationEntity, {
  canCurate: true,
  hasSynonyms: true,
}) {
  override async beforeSave(transaction: DatabaseTransaction): Promise<void> {
    await super.beforeSave(transaction)
    warnOfUndocumentedType(this, geneticPerturbationTypes)
  }
}

export const ArtifactGeneticPerturbationEntity = defineEntity({
  name: 'ArtifactGeneticPerturbation',
  tableName: 'wetlab_artifactgeneticperturbation',
  properties: {
    id: bigId(),
    geneticperturbation: () => toOne(GeneticPerturbation).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksGeneticPerturbation'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactgeneticperturbation'),
    ...tracksRun(),
  },
})

export class ArtifactGeneticPerturbation extends registry(ArtifactGeneticPerturbationEntity, {
  isLink: true,
}) {}

export const GeneticPerturbationTargetsEntity = defineEntity({
  name: 'GeneticPerturbationTargets',
  tableName: 'wetlab_geneticperturbation_targets',
  uniques: [{ properties: ['geneticperturbation', 'perturbationtarget'] }],
  properties: {
    id: bigId(),
    geneticperturbation: () => toOne(GeneticPerturbation).cascade(),
    perturbationtarget: () => toOne(PerturbationTarget).cascade(),
  },
})

export class GeneticPerturbationTargets extends registry(GeneticPerturbationTargetsEntity, {
  isLink: true,
}) {}
