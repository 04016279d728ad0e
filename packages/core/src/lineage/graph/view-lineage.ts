import type { ViewLineageOptions } from '../../registries/view-lineage-options.ts'
import { dotGraph } from './dot-graph.ts'
import type { Dataset } from './lineage-graph.ts'
import { textGraph } from './text-graph.ts'
import { walkLineage } from './walk-lineage.ts'

/** Shows which runs led to a dataset, and which followed from it. */
export async function viewLineage(dataset: Dataset, options: ViewLineageOptions = {}): Promise<string> {
  const graph = await walkLineage(dataset, options)
  return options.as === 'dot' ? dotGraph(graph) : textGraph(graph)
}
