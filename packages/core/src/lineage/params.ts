import { inferDtype, isSensitiveKey, isSensitiveValue, redactedValue } from '../identity/index.ts'
import type { Logger } from '../instance/logger.ts'
import { fieldOf, metaOf } from '../registry/record-state.ts'
import { RegistryRecord } from '../registry/record.ts'

/** Parameters of a run by name. */
export type RunParams = { readonly [name: string]: unknown }

const values = {
  registryOf: (value: object): string | undefined =>
    value instanceof RegistryRecord ? metaOf(value).entityName : undefined,
  pathOf: (value: object): string | undefined => (value instanceof URL ? value.href : undefined),
}

/**
 * Parameters as they are stored: empty ones are left out, records become `Registry[uid]`, dates and times ISO texts,
 * secrets a mark. What has no JSON form is left out with a warning.
 */
export function serializeParams(params: RunParams, logger: Logger): { [name: string]: unknown } {
  const serialized: { [name: string]: unknown } = {}
  for (const [name, given] of Object.entries(params)) {
    if (isEmpty(given)) continue
    const value = serializeParam(given)
    if (value === undefined) {
      logger.warning(`skipping param ${name} with value ${String(given)}: not JSON serializable`)
    } else {
      serialized[name] = isSensitiveKey(name) || isSensitiveValue(value) ? redactedValue : value
    }
  }
  return serialized
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0)

function serializeParam(given: unknown): unknown {
  const { dtype, value } = inferDtype(given, undefined, values)
  if (given instanceof RegistryRecord) return recordText(given)
  if (dtype.startsWith('list[cat[')) return [...(given as Iterable<RegistryRecord>)].map(recordText)
  if (dtype === '?') return undefined
  return value instanceof Set ? [...value] : value
}

const recordText = (record: RegistryRecord): string =>
  `${metaOf(record).entityName}[${String(fieldOf(record, 'uid'))}]`
