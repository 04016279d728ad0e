import type { Run } from '../../registries/run.ts'
import type { Dataset, LineageGraph } from './lineage-graph.ts'
import { datasetLabel, runTime, transformLabel } from './lineage-labels.ts'
import { datasetKey } from './read-runs.ts'

/**
 * A lineage graph in the DOT language: per edge the statements of its two nodes and its own, then the dataset.
 *
 * @see Graphviz documentation, "DOT Language"
 */
export function dotGraph({ dataset, runs }: LineageGraph): string {
  const edges = runs.flatMap(({ run, inputs, outputs }) => [
    ...inputs.map((input) => edge(datasetNode(input), runNode(run))),
    ...outputs.map((output) => edge(runNode(run), datasetNode(output))),
  ])
  const lines = [
    `digraph ${datasetKey(dataset)} {`,
    '\tnode [color=darkgrey fillcolor=white fontname=Helvetica fontsize=10]',
    '\tedge [arrowsize=0.5]',
    ...edges.flat(),
    datasetNode(dataset).statement,
    '}',
  ]
  return `${lines.join('\n')}\n`
}

interface Node {
  readonly id: string
  readonly statement: string
}

function edge(from: Node, to: Node): string[] {
  return [from.statement, to.statement, `\t${from.id} -> ${to.id} [color=dimgrey]`]
}

function datasetNode(dataset: Dataset): Node {
  const id = datasetKey(dataset)
  return { id, statement: node(id, datasetLabel(dataset).replaceAll('&', '&amp;'), 'white') }
}

function runNode(run: Run): Node {
  const id = `run_${run.uid}`
  // An entrypoint is the name of a function: nothing in it needs escaping.
  const title = escapeHtml(transformLabel(run)) + (run.entrypoint === null ? '' : `: ${run.entrypoint}`)
  const label = `${title}<BR/><FONT COLOR="GREY" POINT-SIZE="10">run at ${runTime(run)}</FONT>`
  return { id, statement: node(id, label, '"#eff2ff"') }
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const node = (id: string, label: string, fillColor: string): string =>
  `\t${id} [label=<${label}> fillcolor=${fillColor} shape=box style="rounded,filled"]`
