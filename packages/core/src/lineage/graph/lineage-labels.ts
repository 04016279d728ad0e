import type { Run } from '../../registries/run.ts'
import type { Dataset } from './lineage-graph.ts'

/** Keys of transforms that stand for records taken from another instance; their description says which. */
const TRANSFER = '__lamindb_transfer__/'

/** What to call a dataset: its key, else its uid. */
export const datasetLabel = ({ key, uid }: Dataset): string => key ?? uid

/** What to call the transform of a run: its key. */
export function transformLabel(run: Run): string {
  const transform = run.transform.loaded
  const key = transform?.key ?? ''
  return key.startsWith(TRANSFER) && transform?.description ? transform.description : key
}

/** What to call a run: its transform, and the function that was called. */
export function runLabel(run: Run): string {
  return run.entrypoint === null ? transformLabel(run) : `${transformLabel(run)}: ${run.entrypoint}`
}

/** `2026-01-02 03:04:05 UTC` */
export const runTime = ({ startedAt }: Run): string => `${startedAt.toSql().slice(0, 19)} UTC`
