import type { DescribeOptions } from '../../registry/describe-options.ts'
import type { Artifact } from '../artifact.ts'
import { storageKeyOf } from '../artifact/artifact-path.ts'
import { PROVENANCE, provenance, uidAndRun, versionedTitle } from './description-parts.ts'
import { featureNodes } from './feature-sections.ts'
import { labelRows } from './label-rows.ts'
import { formatBytes, threeColumns, twoColumns } from './text-parts.ts'
import type { TextNode } from './text-tree.ts'

/** What {@link describeArtifact} needs loaded. */
export const ARTIFACT_RELATIONS: readonly string[] = [...PROVENANCE, 'run.transform', 'storage', 'schema']

export async function describeArtifact(artifact: Artifact, options: DescribeOptions): Promise<TextNode> {
  const sections = await featureNodes(artifact, options)
  const labels = await labelRows(artifact)
  const root = artifact.storage.loaded?.root ?? ''
  return {
    lines: versionedTitle(artifact),
    children: [
      twoColumns(facts(artifact)),
      { lines: [`storage/path: ${root}/${storageKeyOf(artifact)}`] },
      ...sections,
      ...(labels.length > 0
        ? [{ lines: ['Entities'], children: [{ lines: labels.map(threeColumns) }] }]
        : []),
    ],
  }
}

function facts(artifact: Artifact): string[] {
  const { kind, otype, hash, size, nObservations, nFiles } = artifact
  const schema = artifact.schema?.loaded
  return [
    ...uidAndRun(artifact),
    ...(kind || otype ? [`kind: ${kind ?? 'None'}`, `otype: ${otype ?? 'None'}`] : []),
    `hash: ${hash ?? 'None'}`,
    `size: ${size === null ? 'None' : formatBytes(size)}`,
    ...provenance(artifact),
    ...(nObservations ? [`n_observations: ${nObservations}`] : []),
    ...(nFiles ? [`n_files: ${nFiles}`] : []),
    ...(schema ? [`schema: ${schema.name ?? schema.uid.slice(0, 7)}`] : []),
  ]
}
