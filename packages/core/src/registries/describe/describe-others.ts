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

/** Names of the codes of branches. */
const STATUS: { readonly [code: number]: string } = {
  [-2]: 'closed',
  [-1]: 'merged',
  0: 'standalone',
  1: 'draft',
  2: 'review',
}

export function describeBranch(branch: Branch): TextNode {
  const facts = [
    `status: ${STATUS[branch._statusCode] ?? 'standalone'}`,
    `space: ${branch.space.loaded?.name ?? ''}`,
    `created_at: ${formatTime(branch.createdAt)}`,
    `created_by: ${branch.createdBy.loaded?.handle ?? ''}`,
  ]
  return { lines: [`Branch: ${branch.name}`], children: [twoColumns(facts)] }
}
