import { isLaminError } from '../../errors.ts'
import type { Instance } from '../../instance/instance.ts'
import { oneOf } from '../../registry/comparison.ts'
import { QuerySet } from '../../registry/query-set.ts'
import { columnRef } from '../../registry/where.ts'
import type { Artifact } from '../artifact.ts'
import { RUN_KIND } from './run-kind.ts'

/** Ids of reports and environments of runs, by ids of runs or of their transforms. */
export async function runArtifactIds(
  instance: Instance,
  column: 'id' | 'transform_id',
  ids: readonly number[],
): Promise<number[]> {
  const { meta } = instance.registryNamed('Run')
  const rows = await instance.queries
    .selectFrom(meta.table)
    .select(['report_id', 'environment_id'])
    .where(oneOf(columnRef(meta, column), { isText: false, isJson: false }, ids, instance.dialect))
    .execute()
  const found = rows.flatMap((row) => [row['report_id'], row['environment_id']])
  return [...new Set(found.filter((id) => id !== null).map(Number))]
}

/**
 * Deletes reports and environments of deleted runs with their content. What other runs still use, and what is no
 * artifact of a run, stays and is named in the log.
 */
export async function removeRunArtifacts(instance: Instance, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  const registry = instance.registryNamed('Artifact')
  const artifacts = await new QuerySet<Artifact>(registry).filter({ id: { $in: ids } })
  for (const artifact of artifacts) {
    if (artifact.kind !== RUN_KIND) {
      instance.logger.warning(
        `not deleting artifact '${artifact.uid}' of a deleted run: its kind is '${String(artifact.kind)}'`,
      )
      continue
    }
    try {
      await artifact.delete({ permanent: true })
    } catch (error) {
      if (!isLaminError(error, 'PROTECTED_ERROR') && !isLaminError(error, 'INTEGRITY_ERROR')) throw error
      instance.logger.info(`artifact '${artifact.uid}' of a deleted run stays: ${error.message}`)
    }
  }
}
