import { instanceOf, isNew, metaOf } from '../../registry/record-state.ts'
import type { ViewLineageOptions } from '../../registries/view-lineage-options.ts'
import type { Dataset, LineageGraph, LineageRun } from './lineage-graph.ts'
import { readConsumers, readRuns } from './read-runs.ts'

/**
 * Walks from a dataset to all runs that lead to it, and to all that follow from it. The number of queries grows with the
 * number of steps between the dataset and the farthest run, not with the number of runs; every run is read once, so
 * circles end.
 */
export async function walkLineage(
  dataset: Dataset,
  { withChildren = true }: Pick<ViewLineageOptions, 'withChildren'> = {},
): Promise<LineageGraph> {
  if (isNew(dataset)) return { dataset, runs: [] }
  const runs = new Map<number, LineageRun>()
  await walkUp(dataset, runs)
  if (withChildren) await walkDown(dataset, runs)
  return { dataset, runs: [...runs.values()] }
}

async function walkUp(dataset: Dataset, runs: Map<number, LineageRun>): Promise<void> {
  let level = runIds([dataset])
  while (level.length > 0) {
    const read = await readLevel(dataset, level, runs)
    level = runIds(read.flatMap((run) => run.inputs)).filter((id) => !runs.has(id))
  }
}

async function walkDown(dataset: Dataset, runs: Map<number, LineageRun>): Promise<void> {
  const done = new Set<number>()
  let level = runIds([dataset])
  if (level.length === 0) level = await readConsumers(instanceOf(dataset), [dataset])
  while (level.length > 0) {
    const ids = [...new Set(level)].sort((a, b) => a - b)
    for (const id of ids) done.add(id)
    await readLevel(
      dataset,
      ids.filter((id) => !runs.has(id)),
      runs,
    )
    const outputs = ids.flatMap((id) => runs.get(id)?.outputs ?? [])
    level = (await readConsumers(instanceOf(dataset), outputs)).filter((id) => !done.has(id))
  }
}

/** A collection is followed through collections only, an artifact through both. */
async function readLevel(
  dataset: Dataset,
  ids: readonly number[],
  runs: Map<number, LineageRun>,
): Promise<LineageRun[]> {
  const withArtifacts = metaOf(dataset).name === 'Artifact'
  const read = await readRuns(instanceOf(dataset), ids, withArtifacts)
  for (const run of read) runs.set(run.run.id, run)
  return read
}

const runIds = (datasets: readonly Dataset[]): number[] => [
  ...new Set(datasets.map(({ runId }) => runId).filter((id) => id !== null)),
]
