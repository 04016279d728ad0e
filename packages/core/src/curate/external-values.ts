import { ValidationError } from '../errors.ts'
import type { Instance } from '../instance/instance.ts'
import { annotationOf } from '../registries/annotation.ts'
import type { Artifact } from '../registries/artifact.ts'
import type { Schema } from '../registries/schema.ts'
import { EXTERNAL_SLOT } from '../registries/schema/schema-slots.ts'
import { isNew } from '../registry/record-state.ts'
import type { FeatureValues } from './dictionary-table.ts'
import { checkDictionary } from './check-dictionary.ts'

/**
 * Values for the external slot of a schema, checked; those of a saved artifact where none are given. Without such a slot
 * the values as they are.
 *
 * @throws ValidationError when the slot has no values, or wrong ones
 */
export async function externalValues(
  instance: Instance,
  schema: Schema,
  given: FeatureValues | undefined,
  artifact: Artifact | undefined,
): Promise<FeatureValues | undefined> {
  const slot = (await schema.slots).get(EXTERNAL_SLOT)
  if (!slot) return given
  const values = given ?? (artifact && !isNew(artifact) ? await storedValues(instance, artifact) : undefined)
  if (!values) {
    throw new ValidationError(
      'External features slot is defined in schema but no external features were provided.',
    )
  }
  await checkDictionary(instance, values, slot)
  return values
}

async function storedValues(instance: Instance, artifact: Artifact): Promise<FeatureValues> {
  instance.logger.info(
    'no new external features provided, using existing external features of artifact for validation',
  )
  return annotationOf(instance).features(artifact).getValues({ externalOnly: true })
}
