import type { Branch } from '../branch.ts'
import type { Collection } from '../collection.ts'
import type { Transform } from '../transform.ts'
import { provenance, uidAndRun, versionedTitle } from './description-parts.ts'
import { excerpt, formatTime, twoColumns } from './text-parts.ts'
import type { TextNode } from './text-tree.ts'

/** Lines of source code that are shown. */
const SOURCE_LINES = 30

export function describeTransform(transform: Transform): TextNode {
  const { uid, reference, hash, kind, sourceCode } = transform
  const facts = [
    `uid: ${uid}`,
    reference ? `reference: ${reference}` : '',
    `hash: ${hash ?? 'None'}`,
    `type: ${kind}`,
    ...provenance(transform),
  ]
  return {
    lines: versionedTitle(transform),
    children: [
      twoColumns(facts),
      ...(sourceCode ? [excerpt('source_code', sourceCode.trim(), SOURCE_LINES)] : []),
    ],
  }
}

export function describeCollection(collection: Collection): TextNode {
  return {
    lines: versionedTitle(collection),
    children: [twoColumns([...uidAndRun(collection), ...provenance(collection)])],
  }
}

export function describeBranch(branch: Branch): TextNode {
  const facts = [
    `status: ${branch.status}`,
    `space: ${branch.space.loaded?.name ?? ''}`,
    `created_at: ${formatTime(branch.createdAt)}`,
    `created_by: ${branch.createdBy.loaded?.handle ?? ''}`,
  ]
  return { lines: [`Branch: ${branch.name}`], children: [twoColumns(facts)] }
}
