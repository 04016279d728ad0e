import type { Dataset, LineageGraph, LineageRun } from './lineage-graph.ts'
import { datasetLabel, runLabel, runTime } from './lineage-labels.ts'
import { datasetKey } from './read-runs.ts'

/**
 * A lineage graph as text: every run in the order of time, with what it read (`←`) and made (`→`). The dataset itself is
 * marked with a star.
 */
export function textGraph({ dataset, runs }: LineageGraph): string {
  const own = datasetKey(dataset)
  if (runs.length === 0) return `${datasetLine(dataset, own)} has no lineage`
  return [...runs]
    .sort((a, b) => a.run.startedAt.getTime() - b.run.startedAt.getTime() || a.run.id - b.run.id)
    .map((run) => runText(run, own))
    .join('\n')
}

function runText({ run, inputs, outputs }: LineageRun, own: string): string {
  const lines = [
    ...inputs.map((input) => `← ${datasetLine(input, own)}`),
    ...outputs.map((output) => `→ ${datasetLine(output, own)}`),
  ]
  const tree = lines.map((line, index) => `${index === lines.length - 1 ? '└──' : '├──'} ${line}`)
  return [`${runLabel(run)} (run ${run.uid} at ${runTime(run)})`, ...tree].join('\n')
}

const datasetLine = (dataset: Dataset, own: string): string =>
  `${datasetLabel(dataset)} (${datasetKey(dataset).replace('_', ' ')})${datasetKey(dataset) === own ? ' *' : ''}`
