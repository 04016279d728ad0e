import type { Table } from 'apache-arrow'

import { NotSupported } from '../../errors.ts'
import type { Instance } from '../../instance/instance.ts'
import { resolveAll, token, type Token } from '../../module/token.ts'
import type { BoundRegistry, RegistryRecord } from '../record.ts'
import type { Scope } from '../scope.ts'
import type { DataFrameOptions } from './data-frame-options.ts'
import type { FrameColumn } from './frame-column.ts'

/** Which features are columns: all that the rows have values of, or those of these names. */
export type ShownFeatures = 'measured' | readonly string[]

/** What data frames need of annotation; found here because they reach upward for it. */
export interface FeatureFrames {
  /**
   * The values of features of rows, a column for each feature, by the ids of the features.
   *
   * @param ids - those of the rows, in their order
   * @throws InvalidArgument for records without features, and for a name that several features have
   */
  columns(
    registry: BoundRegistry,
    ids: readonly number[],
    features: ShownFeatures,
  ): Promise<readonly FrameColumn[]>

  /**
   * Records of one type as a sheet: the members of its schema in their order.
   *
   * @param type - that of the records; if left out, the one that they have
   * @returns undefined when the records are of several types or none
   */
  sheet(scope: Scope, options: DataFrameOptions, type?: RegistryRecord): Promise<Table | undefined>
}

export const featureFramesToken: Token<FeatureFrames> = token<FeatureFrames>('feature-frames')

/** @throws NotSupported when the instance was put together without annotation */
export function featureFramesOf(instance: Instance): FeatureFrames {
  const [frames] = resolveAll(instance.container, featureFramesToken)
  if (frames) return frames
  throw new NotSupported('Nothing in this instance knows values of features.')
}
