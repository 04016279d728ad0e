import { resolveAll, token, type Token } from '../../module/token.ts'
import type { DescribeOptions } from '../../registry/describe-options.ts'
import { instanceOf } from '../../registry/record-state.ts'
import type { RegistryRecord } from '../../registry/record.ts'
import type { TextNode } from './text-tree.ts'

/** The part of a description that tells the values of features; made by the room that knows features. */
export interface FeatureSections {
  /** Sections of a record that has features: `Dataset features`, `External features`, `Features`. */
  describe(record: RegistryRecord, options: DescribeOptions): Promise<readonly TextNode[]>
}

export const featureSectionsToken: Token<FeatureSections> = token<FeatureSections>('feature-sections')

/** The sections of all who describe features in the instance of the record. */
export async function featureNodes(record: RegistryRecord, options: DescribeOptions): Promise<TextNode[]> {
  const nodes: TextNode[] = []
  for (const sections of resolveAll(instanceOf(record).container, featureSectionsToken)) {
    nodes.push(...(await sections.describe(record, options)))
  }
  return nodes
}
