import { InvalidArgument } from '../../errors.ts'
import { loadRelations } from '../../registry/load-relations.ts'
import type { DescribeOptions } from '../../registry/describe-options.ts'
import { nameOf } from '../../registry/names.ts'
import { fieldOf, instanceOf, isNew, metaOf, registryOf } from '../../registry/record-state.ts'
import type { RegistryRecord } from '../../registry/record.ts'
import type { Artifact } from '../artifact.ts'
import type { Branch } from '../branch.ts'
import type { Collection } from '../collection.ts'
import type { Record } from '../record.ts'
import type { Run } from '../run.ts'
import type { Schema } from '../schema.ts'
import type { Transform } from '../transform.ts'
import { ARTIFACT_RELATIONS, describeArtifact } from './describe-artifact.ts'
import { describeFlexibleRecord, recordTitle, RECORD_RELATIONS } from './describe-flexible-record.ts'
import { describeSchema, SCHEMA_RELATIONS } from './describe-schema.ts'
import { describeBranch, describeCollection, describeTransform } from './describe-others.ts'
import { describeRun } from './describe-run.ts'
import { PROVENANCE, runTitle, versionedTitle } from './description-parts.ts'
import { featureNodes } from './feature-sections.ts'
import { noteNodes } from './notes.ts'
import { drawTree, type TextNode } from './text-tree.ts'

/**
 * A record in words: what it is, where it comes from, and what is said of it. The number of queries does not depend on
 * how much there is to say.
 */
export async function describeRecord(record: RegistryRecord, options: DescribeOptions): Promise<string> {
  if (isNew(record) && metaOf(record).name === 'Schema') {
    throw new InvalidArgument('Schema must be saved before describing.')
  }
  warnOfState(record)
  const { lines, children = [] } = await body(record, options)
  return drawTree({ lines, children: [...children, ...(await noteNodes(record, options))] })
}

/** The values of the features of an artifact, a run or a record, below its title. */
export async function describeFeatures(record: RegistryRecord, options: DescribeOptions): Promise<string> {
  warnOfState(record)
  return drawTree({ lines: await titleLines(record), children: await featureNodes(record, options) })
}

async function titleLines(record: RegistryRecord): Promise<readonly string[]> {
  switch (metaOf(record).name) {
    case 'Artifact':
      return versionedTitle(record as Artifact)
    case 'Run':
      await loaded(record, ['transform'])
      return [`Run: ${runTitle(record as Run)}`]
    default:
      return [`Record: ${recordTitle(record as Record)}`]
  }
}

function warnOfState(record: RegistryRecord): void {
  const { logger } = instanceOf(record)
  const meta = metaOf(record)
  if (meta.isVersioned && fieldOf(record, 'isLatest') === false) {
    logger.warning(`This is not the latest version of the ${meta.name}.`)
  }
  const branch = meta.branchAware ? fieldOf(record, 'branchId') : undefined
  if (branch === 0) logger.warning(`This ${meta.name.toLowerCase()} is archived.`)
  if (branch === -1) logger.warning(`This ${meta.name.toLowerCase()} is in the trash.`)
}

async function body(record: RegistryRecord, options: DescribeOptions): Promise<TextNode> {
  switch (metaOf(record).name) {
    case 'Artifact':
      await loaded(record, ARTIFACT_RELATIONS)
      return describeArtifact(record as Artifact, options)
    case 'Run':
      await loaded(record, [...PROVENANCE, 'transform', 'report', 'environment'])
      return describeRun(record as Run, options)
    case 'Collection':
      await loaded(record, [...PROVENANCE, 'run.transform'])
      return describeCollection(record as Collection)
    case 'Transform':
      await loaded(record, PROVENANCE)
      return describeTransform(record as Transform)
    case 'Record':
      await loaded(record, RECORD_RELATIONS)
      return describeFlexibleRecord(record as Record, await featureNodes(record, options))
    case 'Schema':
      await loaded(record, SCHEMA_RELATIONS)
      return describeSchema(record as Schema, options)
    case 'Branch':
      await loaded(record, ['space', 'createdBy'])
      return describeBranch(record as Branch)
    default:
      return { lines: [`${registryOf(record).name}: ${nameOf(record)}`] }
  }
}

const loaded = (record: RegistryRecord, relations: readonly string[]): Promise<void> =>
  isNew(record) ? Promise.resolve() : loadRelations(registryOf(record), [record], relations)
