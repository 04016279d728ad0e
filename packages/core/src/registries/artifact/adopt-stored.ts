import { oneOf } from '../../registry/comparison.ts'
import { fill } from '../../registry/hydrate.ts'
import { instanceOf, isNew, metaOf, stateOf, type Row } from '../../registry/record-state.ts'
import { columnRef } from '../../registry/where.ts'
import type { Artifact } from '../artifact.ts'
import { ARTIFACT } from './artifact-state.ts'

/**
 * Turns new artifacts of a bulk save whose content lies under their key already into the existing rows, as the unique
 * rules of the table would demand one by one. One query. An artifact that repeats another one of the same save is left
 * out and becomes its row afterwards.
 *
 * @returns the artifacts to write
 */
export async function adoptStored(artifacts: readonly Artifact[]): Promise<Artifact[]> {
  const fresh = artifacts.filter((artifact) => isNew(artifact) && artifact.hash !== null)
  const [first] = fresh
  if (!first) return [...artifacts]
  const meta = metaOf(first)
  const { queries, dialect, logger } = instanceOf(first)
  const hashes = [...new Set(fresh.map((artifact) => artifact.hash))]
  const rows: Row[] = await queries
    .selectFrom(meta.table)
    .selectAll()
    .where(oneOf(columnRef(meta, 'hash'), { isText: true, isJson: false }, hashes, dialect))
    .execute()
  const known = new Map(rows.map((row) => [contentKey(row['storage_id'], row['key'], row['hash']), row]))
  const taken = new Map<string, Artifact>()
  return artifacts.filter((artifact) => {
    if (!isNew(artifact) || artifact.hash === null) return true
    const key = contentKey(artifact.storageId, artifact.key, artifact.hash)
    const row = known.get(key)
    if (row) {
      fill(artifact, row)
      stateOf(artifact).revises = undefined
      const fromTrash = artifact.branchId === -1 ? 'from trash ' : ''
      artifact.branchId = 1
      logger.warning(`returning artifact ${fromTrash}with same hash & key: ${artifact.toString()}`)
    }
    const same = row ? undefined : taken.get(key)
    if (same) same[ARTIFACT].repeatedBy.push(artifact)
    else taken.set(key, artifact)
    return !same
  })
}

const contentKey = (storageId: unknown, key: unknown, hash: unknown): string =>
  JSON.stringify([Number(storageId), key ?? null, hash])
