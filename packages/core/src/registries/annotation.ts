import { NotSupported } from '../errors.ts'
import type { Instance } from '../instance/instance.ts'
import { resolveAll, token, type Token } from '../module/token.ts'
import type { DescribeOptions } from '../registry/describe-options.ts'
import type { Lazy } from '../registry/lazy.ts'
import type { QuerySet } from '../registry/query-set.ts'
import type { RegistryRecord } from '../registry/record.ts'
import type { Feature } from './feature.ts'
import type { Schema } from './schema.ts'

/** Values of features by name; a `Map` takes features themselves as keys. */
export type ValuesOfFeatures =
  | { readonly [feature: string]: unknown }
  | ReadonlyMap<Feature | string, unknown>

/** The values of features of one record: an artifact, a run, a row of a sheet. */
export interface FeatureManager {
  /**
   * Adds values to those that are there; links that exist already stay.
   *
   * @throws ValidationError for unknown features and values that do not fit
   */
  addValues(values: ValuesOfFeatures, options?: { readonly schema?: Schema }): Promise<void>
  /** Puts values in the place of all external ones. @throws ValidationError */
  setValues(values: ValuesOfFeatures): Promise<void>
  /** Replaces the values of the given features only; null removes them. @throws ValidationError */
  updateValues(values: ValuesOfFeatures, options?: { readonly schema?: Schema }): Promise<void>
  /** Removes the values of features, or one of them; without features all external values. */
  removeValues(
    features?: string | Feature | readonly (string | Feature)[],
    options?: { readonly value?: unknown },
  ): Promise<void>
  /** Values by name of the feature: one value as itself, several as a set, lists in their order. */
  getValues(options?: { readonly externalOnly?: boolean }): Promise<{ [feature: string]: unknown }>
  /** What a feature has here: its value, its record, or its records. @throws ValidationError for a feature without value */
  get(feature: string): Promise<unknown>
  /** The values in words, those of the dataset before the others: what `describe()` of the record says of features. */
  describe(options?: DescribeOptions): Promise<string>
  /** The schemas of the parts of a dataset by slot. */
  readonly slots: PromiseLike<Map<string, Schema>>
}

/** The labels of an artifact. */
export interface LabelManager {
  /**
   * Links records, or records of the names given, perhaps as values of a feature.
   *
   * @throws ValidationError for unsaved labels and features, and for a feature that does not take the labels
   */
  add(
    labels: RegistryRecord | string | readonly (RegistryRecord | string)[],
    options?: { readonly feature?: Feature },
  ): Promise<void>
  /**
   * The labels of a feature: a query set, of a feature over several registries a list.
   *
   * @throws InvalidArgument for a feature that is not categorical
   */
  get(feature: Feature): QuerySet<RegistryRecord> | Lazy<RegistryRecord[]>
  /** Links all labels of another artifact, or of a collection, with their features. */
  addFrom(other: RegistryRecord): Promise<void>
}

/** What records offer of annotation: made by the room of that name, found here because records reach upward for it. */
export interface Annotation {
  features(host: RegistryRecord): FeatureManager
  labels(host: RegistryRecord): LabelManager
}

export const annotationToken: Token<Annotation> = token<Annotation>('annotation')

/** @throws NotSupported when the instance was put together without annotation */
export function annotationOf(instance: Instance): Annotation {
  const [annotation] = resolveAll(instance.container, annotationToken)
  if (annotation) return annotation
  throw new NotSupported('Nothing in this instance annotates records with features and labels.')
}
