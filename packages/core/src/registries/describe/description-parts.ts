import type { Branch } from '../branch.ts'
import type { Run } from '../run.ts'
import type { Space } from '../space.ts'
import type { User } from '../user.ts'
import { formatTime } from './text-parts.ts'
import type { Timestamp } from '../../identity/timestamp.ts'
import { versionOf } from '../../registry/versions.ts'
import { registryOf } from '../../registry/record-state.ts'
import type { RegistryRecord } from '../../registry/record.ts'
import type { ToOne } from '../../registry/record-types.ts'

/** A record with what most descriptions show; the relations are loaded. */
export interface DescribedRecord {
  readonly uid: string
  readonly createdAt: Timestamp
  readonly branch: ToOne<Branch>
  readonly space: ToOne<Space>
  readonly createdBy: ToOne<User>
}

/** Relations that {@link provenance} shows. */
export const PROVENANCE = ['branch', 'space', 'createdBy'] as const

/** Branch, space, time and person. */
export function provenance(record: DescribedRecord): string[] {
  return [
    `branch: ${record.branch.loaded?.name ?? ''}`,
    `space: ${record.space.loaded?.name ?? ''}`,
    `created_at: ${formatTime(record.createdAt)}`,
    `created_by: ${record.createdBy.loaded?.handle ?? ''}`,
  ]
}

/** Uid, and the run if it can be read. */
export function uidAndRun(record: { readonly uid: string; readonly run: ToOne<Run> | null }): string[] {
  const run = record.run?.loaded
  return [`uid: ${record.uid}`, ...(run ? [`run: ${runTitle(run)}`] : [])]
}

/** The name of a run, or the beginning of its uid, and its transform. */
export function runTitle(run: Run): string {
  const transform = run.transform.loaded
  return `${run.name ?? run.uid.slice(0, 7)} (${transform?.key ?? ''})`
}

/** Class, key and version, and the description below. */
export function versionedTitle(
  record: RegistryRecord & { readonly key: string | null; readonly description: string | null },
): string[] {
  const title = `${registryOf(record).name}: ${record.key ?? ''} (${versionOf(record)})`
  return record.description ? [title, `|   description: ${record.description}`] : [title]
}
