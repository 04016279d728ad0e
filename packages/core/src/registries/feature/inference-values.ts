import type { InferenceValues } from '../../identity/dtype/inference-values.ts'
import { metaOf } from '../../registry/record-state.ts'
import { RegistryRecord } from '../../registry/record.ts'

/** Tells records and file URLs from other values when dtypes are inferred. */
export const inferenceValues: InferenceValues = {
  registryOf: (value) => (value instanceof RegistryRecord ? metaOf(value).entityName : undefined),
  pathOf: (value) => (value instanceof URL && value.protocol === 'file:' ? value.pathname : undefined),
}
