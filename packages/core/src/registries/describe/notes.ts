import type { DescribeOptions } from '../../registry/describe-options.ts'
import { QuerySet } from '../../registry/query-set.ts'
import { isNew, metaOf } from '../../registry/record-state.ts'
import type { RegistryRecord } from '../../registry/record.ts'
import type { ArtifactBlock } from '../attached-blocks.ts'
import { excerpt, formatTime } from './text-parts.ts'
import type { TextNode } from './text-tree.ts'

const MOST_LINES = 30

/** The notes of a record, its latest readme, and its comments if they are asked for. */
export async function noteNodes(record: RegistryRecord, { include }: DescribeOptions): Promise<TextNode[]> {
  const text = await notesOf(record)
  const notes = text ? [excerpt('Notes', text, MOST_LINES)] : []
  return include === 'comments' ? [...notes, ...(await commentNodes(record))] : notes
}

/** The content of the latest readme of a record; `null` if it has none. */
export async function notesOf(record: RegistryRecord): Promise<string | null> {
  const readme = await blocksOf(record, { kind: 'readme', isLatest: true })
    ?.orderBy('-createdAt', '-id')
    .first()
  return readme?.content ?? null
}

async function commentNodes(record: RegistryRecord): Promise<TextNode[]> {
  const comments = blocksOf(record, { kind: 'comment' })?.orderBy('createdAt', 'id').with('createdBy')
  return ((await comments) ?? []).map((comment) =>
    excerpt(
      `comment by ${comment.createdBy.loaded?.handle ?? '?'} at ${formatTime(comment.createdAt)}`,
      comment.content,
      MOST_LINES,
    ),
  )
}

/**
 * The blocks of a record; all registries' blocks are alike. One condition, as the branch of a block of a branch is what it
 * belongs to.
 */
function blocksOf(record: RegistryRecord, where: object): QuerySet<ArtifactBlock> | undefined {
  const relation = metaOf(record).relations.get('ablocks')
  if (isNew(record) || relation?.kind !== 'toMany') return undefined
  const { target, foreignColumn } = relation
  const host = [...target.columns.values()].find(({ column }) => column === foreignColumn)
  if (!host) return undefined
  return new QuerySet<ArtifactBlock>(target.registry).filter({ ...where, [host.property]: record.id })
}
