import type { Biologic } from './registries/biologic.ts'
import type { CombinationPerturbation } from './registries/combination-perturbation.ts'
import type { Compound } from './registries/compound.ts'
import type { CompoundPerturbation } from './registries/compound-perturbation.ts'
import type { EnvironmentalPerturbation } from './registries/environmental-perturbation.ts'
import type { GeneticPerturbation } from './registries/genetic-perturbation.ts'
import type { PerturbationTarget } from './registries/perturbation-target.ts'

/** `db.pertdb` */
export interface PertdbRegistries {
  readonly Biologic: typeof Biologic
  readonly CombinationPerturbation: typeof CombinationPerturbation
  readonly Compound: typeof Compound
  readonly CompoundPerturbation: typeof CompoundPerturbation
  readonly EnvironmentalPerturbation: typeof EnvironmentalPerturbation
  readonly GeneticPerturbation: typeof GeneticPerturbation
  readonly PerturbationTarget: typeof PerturbationTarget
}

declare module '@lamindb/core' {
  interface Instance {
    readonly pertdb: PertdbRegistries
  }
}
