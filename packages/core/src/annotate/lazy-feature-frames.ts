import type { FeatureFrames } from '../registry/data-frame/feature-frames.ts'

const load = async (): Promise<FeatureFrames> => (await import('./feature-frames.ts')).featureFrames

/** Loads what makes Arrow tables when the first one is asked for. */
export const lazyFeatureFrames: FeatureFrames = {
  columns: async (...given) => (await load()).columns(...given),
  sheet: async (...given) => (await load()).sheet(...given),
}
