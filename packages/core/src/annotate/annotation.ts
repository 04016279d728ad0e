import type { Annotation } from '../registries/annotation.ts'
import { HostFeatures } from './feature-manager.ts'
import { HostLabels } from './label-manager.ts'

/** What records offer of annotation. */
export const annotation: Annotation = {
  features: (host) => new HostFeatures(host),
  labels: (host) => new HostLabels(host),
}
