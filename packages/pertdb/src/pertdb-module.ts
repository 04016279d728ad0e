import { defineModule } from '@lamindb/core'

import { pertdbMigrations } from './migrations/pertdb-migrations.ts'
import { contributions } from './registries/contributions.ts'
import { ArtifactBiologic, Biologic, BiologicProteins, BiologicTargets } from './registries/biologic.ts'
import {
  ArtifactCombinationPerturbation,
  CombinationPerturbation,
  CombinationPerturbationCompoundPerturbations,
  CombinationPerturbationEnvironmentalPerturbations,
  CombinationPerturbationGeneticPerturbations,
} from './registries/combination-perturbation.ts'
import { ArtifactCompound, Compound, CompoundParents, CompoundTargets } from './registries/compound.ts'
import { ArtifactCompoundPerturbation, CompoundPerturbation } from './registries/compound-perturbation.ts'
import {
  ArtifactEnvironmentalPerturbation,
  EnvironmentalPerturbation,
  EnvironmentalPerturbationTargets,
} from './registries/environmental-perturbation.ts'
import {
  ArtifactGeneticPerturbation,
  GeneticPerturbation,
  GeneticPerturbationTargets,
} from './registries/genetic-perturbation.ts'
import {
  ArtifactPerturbationTarget,
  PerturbationTarget,
  PerturbationTargetGenes,
  PerturbationTargetPathways,
  PerturbationTargetProteins,
} from './registries/perturbation-target.ts'

export const pertdbModule = defineModule({
  name: 'pertdb',
  version: '0.1.0',
  dependsOn: ['core', 'bionty'],
  requiresCore: '^0.1.0',
  tablePrefix: 'wetlab',
  entities: [
    Biologic,
    ArtifactBiologic,
    BiologicProteins,
    BiologicTargets,
    CombinationPerturbation,
    ArtifactCombinationPerturbation,
    CombinationPerturbationCompoundPerturbations,
    CombinationPerturbationEnvironmentalPerturbations,
    CombinationPerturbationGeneticPerturbations,
    Compound,
    ArtifactCompound,
    CompoundParents,
    CompoundTargets,
    CompoundPerturbation,
    ArtifactCompoundPerturbation,
    EnvironmentalPerturbation,
    ArtifactEnvironmentalPerturbation,
    EnvironmentalPerturbationTargets,
    GeneticPerturbation,
    ArtifactGeneticPerturbation,
    GeneticPerturbationTargets,
    PerturbationTarget,
    ArtifactPerturbationTarget,
    PerturbationTargetGenes,
    PerturbationTargetPathways,
    PerturbationTargetProteins,
  ],
  contributes: contributions,
  migrations: pertdbMigrations.migrations,
})
