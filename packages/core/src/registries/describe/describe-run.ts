import { pyStr } from '../../identity/index.ts'
import type { DescribeOptions } from '../../registry/describe-options.ts'
import { versionOf } from '../../registry/versions.ts'
import type { Artifact } from '../artifact.ts'
import type { Run } from '../run.ts'
import { provenance, runTitle } from './description-parts.ts'
import { featureNodes } from './feature-sections.ts'
import { reportText } from './report-text.ts'
import { excerpt, formatTime, twoColumns } from './text-parts.ts'
import type { TextNode } from './text-tree.ts'

const MOST_LINES = 4

export async function describeRun(run: Run, options: DescribeOptions): Promise<TextNode> {
  return {
    lines: [`Run: ${runTitle(run)}`],
    children: [
      twoColumns(facts(run)),
      ...(run.cliArgs ? [excerpt('cli_args', run.cliArgs.trim(), MOST_LINES)] : []),
      ...(await contentNode('report', run.report?.loaded)),
      ...(await contentNode('environment', run.environment?.loaded)),
      ...paramNodes(run.params),
      ...(await featureNodes(run, options)),
    ],
  }
}

function facts(run: Run): string[] {
  const transform = run.transform.loaded
  return [
    `uid: ${run.uid}`,
    `transform: ${transform ? `${transform.key} (${versionOf(transform)})` : ''}`,
    `started_at: ${formatTime(run.startedAt)}`,
    `finished_at: ${formatTime(run.finishedAt)}`,
    `status: ${run.status}`,
    run.reference ? `reference: ${run.reference}` : '',
    ...provenance(run),
  ]
}

async function contentNode(title: string, artifact: Artifact | undefined): Promise<TextNode[]> {
  if (!artifact) return []
  const text = (await reportText(artifact)).trim()
  return text === '' ? [] : [excerpt(title, text, MOST_LINES, artifact.uid.slice(0, 7))]
}

function paramNodes(params: unknown): TextNode[] {
  if (params === null || typeof params !== 'object') return []
  const entries = params instanceof Map ? [...params] : Object.entries(params)
  if (entries.length === 0) return []
  const children = entries.map(([name, value]) => ({ lines: [`${String(name)}: ${pyStr(value)}`] }))
  return [{ lines: ['Params'], children }]
}
