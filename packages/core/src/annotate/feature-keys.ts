import { InvalidArgument, ValidationError } from '../errors.ts'
import { inferDtype } from '../identity/dtype/infer-dtype.ts'
import { pyRepr } from '../identity/python-text.ts'
import type { Instance } from '../instance/instance.ts'
import type { ValuesOfFeatures } from '../registries/annotation.ts'
import { inferenceValues } from '../registries/feature/inference-values.ts'
import type { Feature } from '../registries/feature.ts'
import { hydrate } from '../registry/hydrate.ts'
import { isNew, metaOf } from '../registry/record-state.ts'
import { RegistryRecord, type BoundRegistry } from '../registry/record.ts'
import { keepTopmost } from '../registry/topmost.ts'
import { QuerySet } from '../registry/query-set.ts'
import { sameValue } from './same-value.ts'

/** Values by name, and the features that were passed as keys. */
export interface KeyedValues {
  readonly values: { readonly [feature: string]: unknown }
  /** Names that were passed as texts. */
  readonly names: readonly string[]
  readonly features: readonly Feature[]
}

/**
 * Reads the keys of values: names, or saved features of this instance.
 *
 * @throws ValidationError for unsaved features and for two values of one feature
 */
export async function readKeys(instance: Instance, given: ValuesOfFeatures): Promise<KeyedValues> {
  const entries: [unknown, unknown][] = given instanceof Map ? [...given] : Object.entries(given)
  const values: { [feature: string]: unknown } = {}
  const names: string[] = []
  const features: Feature[] = []
  for (const [key, value] of entries) {
    if (key instanceof RegistryRecord && metaOf(key).name === 'Feature') {
      const feature = await ownFeature(instance, key as Feature)
      addValue(values, feature.name, value)
      if (!features.some(({ uid }) => uid === feature.uid)) features.push(feature)
    } else if (typeof key === 'string') {
      addValue(values, key, value)
      names.push(key)
    } else {
      throw new InvalidArgument('Keys of feature values are names of features, or features.')
    }
  }
  return { values, names: names.filter((name) => !features.some((one) => one.name === name)), features }
}

function addValue(values: { [feature: string]: unknown }, name: string, value: unknown): void {
  if (Object.hasOwn(values, name) && !sameValue(values[name], value))
    throw new ValidationError(`Conflicting values for feature name '${name}'.`)
  values[name] = value
}

/** A feature as this instance has it. @throws ValidationError when it is not saved */
export async function ownFeature(instance: Instance, feature: Feature): Promise<Feature> {
  if (isNew(feature)) throw new ValidationError(`Please save feature '${feature.name}' before annotation.`)
  return metaOf(feature).registry.instance === instance ? feature : instance.Feature.get(feature.uid)
}

/**
 * The features with these names by id, of several the one nearest to the root.
 *
 * @param values - what the names are given, for advice on how to create unknown ones
 * @throws ValidationError for unknown and ambiguous names
 */
export async function featuresByName(
  instance: Instance,
  names: readonly string[],
  values: { readonly [feature: string]: unknown },
): Promise<Feature[]> {
  if (names.length === 0) return []
  const registry = instance.registryNamed('Feature') as BoundRegistry<Feature>
  const rows = await new QuerySet<Feature>(registry)
    .filter({ name: { $in: names } })
    .orderBy('id')
    .rows()
  const matching = rows.map((row) => ({
    id: Number(row['id']),
    value: row['name'],
    typeId: row['type_id'] === null ? null : Number(row['type_id']),
  }))
  const topmost = await keepTopmost(registry.meta, matching)
  const known = new Set(topmost.map(({ value }) => value))
  const unknown = names.filter((name) => !known.has(name))
  if (unknown.length > 0) throw unknownKeys(unknown, values)
  const chosen = new Set(topmost.map(({ id }) => id))
  return rows.filter((row) => chosen.has(Number(row['id']))).map((row) => hydrate(registry, row))
}

function unknownKeys(
  unknown: readonly string[],
  values: { readonly [feature: string]: unknown },
): ValidationError {
  const hints = unknown.map((name) => {
    const { dtype, message } = inferDtype(values[name], undefined, inferenceValues)
    return `  ln.Feature(name='${name}', dtype='${dtype}').save()${message}`
  })
  return new ValidationError(
    `These keys could not be validated: ${pyRepr([...unknown])}\nHere is how to create a feature:\n\n${hints.join('\n')}`,
  )
}
