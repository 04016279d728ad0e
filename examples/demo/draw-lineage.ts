import type { Artifact } from 'lamindb'

import { faint, strong } from './print.ts'

/** An artifact, the run that made it, and the inputs of that run, as lines of text. */
export async function drawLineage(artifact: Artifact): Promise<readonly string[]> {
  const run = await artifact.run
  const transform = await run?.transform
  const inputs = (await run?.inputArtifacts.orderBy('key')) ?? []
  return [
    ...inputs.map(({ key }) => strong(key ?? '')),
    `  └─ ${transform?.key} ${faint(`run ${run?.uid}, ${run?.startedAt?.toSql().slice(0, 19)} UTC`)}`,
    `       └─ ${strong(artifact.key ?? '')}`,
  ]
}
