import { prepareValues } from '../annotate/prepare-values.ts'
import { replaceExternal } from '../annotate/replace-external.ts'
import type { Artifact } from '../registries/artifact.ts'
import type { FeatureValues } from './dictionary-table.ts'
import type { AnnotationStep } from './save-curated.ts'

/**
 * What puts values of external features in the place of those that an artifact has.
 *
 * @param artifact - the one that the values are for, or one like it that is not saved
 * @throws ValidationError for unknown features and values that do not fit
 */
export async function externalWrites(artifact: Artifact, values: FeatureValues): Promise<AnnotationStep> {
  const prepared = await prepareValues(artifact, values, { action: 'set' })
  return (saved, transaction) => replaceExternal(saved, prepared, transaction)
}
