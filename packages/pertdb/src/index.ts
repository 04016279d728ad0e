export { pertdbModule } from './pertdb-module.ts'
export {
  ArtifactBiologic,
  Biologic,
  BiologicProteins,
  BiologicTargets,
  biologicTypes,
} from './registries/biologic.ts'
export {
  ArtifactCombinationPerturbation,
  CombinationPerturbation,
  CombinationPerturbationCompoundPerturbations,
  CombinationPerturbationEnvironmentalPerturbations,
  CombinationPerturbationGeneticPerturbations,
  type CombinationMember,
} from './registries/combination-perturbation.ts'
export { ArtifactCompound, Compound, CompoundParents, CompoundTargets } from './registries/compound.ts'
export { ArtifactCompoundPerturbation, CompoundPerturbation } from './registries/compound-perturbation.ts'
export {
  ArtifactEnvironmentalPerturbation,
  EnvironmentalPerturbation,
  EnvironmentalPerturbationTargets,
} from './registries/environmental-perturbation.ts'
export {
  ArtifactGeneticPerturbation,
  GeneticPerturbation,
  GeneticPerturbationTargets,
  geneticPerturbationTypes,
} from './registries/genetic-perturbation.ts'
export {
  ArtifactPerturbationTarget,
  PerturbationTarget,
  PerturbationTargetGenes,
  PerturbationTargetPathways,
  PerturbationTargetProteins,
} from './registries/perturbation-target.ts'
export type { PertdbRegistries } from './pertdb-registries.ts'
// Nothing but what it declares: the relations of other registries to these.
export type {} from './registries/contributions.ts'
