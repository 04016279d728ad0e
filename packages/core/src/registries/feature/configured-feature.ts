import type { Feature } from '../feature.ts'

/** What can be said about a feature within a schema. */
export interface FeatureConfig {
  /** Datasets may lack it. */
  readonly optional?: boolean
}

/** A feature with settings that hold within one schema; made by `feature.withConfig(…)`. */
export class ConfiguredFeature {
  readonly feature: Feature
  readonly config: FeatureConfig

  constructor(feature: Feature, config: FeatureConfig) {
    this.feature = feature
    this.config = config
  }
}
