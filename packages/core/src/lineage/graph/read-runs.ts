import type { Instance } from '../../instance/instance.ts'
import { nameOf } from '../../registry/names.ts'
import { oneOf } from '../../registry/comparison.ts'
import { hydrate } from '../../registry/hydrate.ts'
import { QuerySet } from '../../registry/query-set.ts'
import { metaOf, type Row } from '../../registry/record-state.ts'
import type { RegistryMeta, ThroughMeta } from '../../registry/registry-meta.ts'
import { columnRef } from '../../registry/where.ts'
import type { Run } from '../../registries/run.ts'
import type { Dataset, LineageRun } from './lineage-graph.ts'

const ID = { isText: false, isJson: false }

/** Branches whose datasets are shown: archive and main. */
const SHOWN_BRANCHES = [0, 1]

/** Runs with their transforms, inputs and outputs, in the order of the ids: eight queries at most, whatever the number. */
export async function readRuns(
  instance: Instance,
  ids: readonly number[],
  withArtifacts: boolean,
): Promise<LineageRun[]> {
  if (ids.length === 0) return []
  const found = await new QuerySet<Run>(instance.registryNamed('Run'))
    .filter({ id: { $in: [...ids] } })
    .with('transform')
  const runs = new Map(found.map((run) => [run.id, run]))
  const kinds = withArtifacts ? ['Artifact', 'Collection'] : ['Collection']
  const inputs = new Map<number, Dataset[]>()
  const outputs = new Map<number, Dataset[]>()
  for (const kind of kinds) {
    const { meta } = instance.registryNamed(kind)
    append(inputs, await readInputs(instance, meta, ids))
    append(outputs, await readOutputs(instance, meta, ids))
  }
  return ids.flatMap((id) => {
    const run = runs.get(id)
    return run ? [lineageRun(instance, run, inputs.get(id) ?? [], outputs.get(id) ?? [])] : []
  })
}

/** What a run has both read and made counts as made. */
function lineageRun(
  { logger }: Instance,
  run: Run,
  inputs: readonly Dataset[],
  outputs: readonly Dataset[],
): LineageRun {
  const made = new Set(outputs.map(datasetKey))
  const both = inputs.filter((input) => made.has(datasetKey(input)))
  if (both.length > 0) {
    logger.warning(
      `The following artifacts are both inputs and outputs of Run(uid=${run.uid}): ${both.slice(0, 10).map(nameOf).join(', ')}\n   → Only showing as outputs.`,
    )
  }
  return { run, inputs: inputs.filter((input) => !made.has(datasetKey(input))), outputs }
}

/** Identifies a dataset among artifacts and collections. */
export const datasetKey = (dataset: Dataset): string => `${metaOf(dataset).name.toLowerCase()}_${dataset.uid}`

function append(into: Map<number, Dataset[]>, found: Map<number, Dataset[]>): void {
  for (const [id, datasets] of found) into.set(id, [...(into.get(id) ?? []), ...datasets])
}

async function readInputs(
  instance: Instance,
  meta: RegistryMeta,
  runIds: readonly number[],
): Promise<Map<number, Dataset[]>> {
  const { link, ownColumn, targetColumn } = inputLinks(meta)
  const links: Row[] = await instance.queries
    .selectFrom(link.table)
    .select([ownColumn, targetColumn])
    .where(oneOf(columnRef(link, targetColumn), ID, runIds, instance.dialect))
    .orderBy('id')
    .execute()
  const ids = [...new Set(links.map((row) => Number(row[ownColumn])))]
  const datasets = new Map((await readShown(instance, meta, 'id', ids)).map((item) => [item.id, item]))
  const inputs = new Map<number, Dataset[]>()
  for (const row of links) {
    const dataset = datasets.get(Number(row[ownColumn]))
    const runId = Number(row[targetColumn])
    if (dataset) inputs.set(runId, [...(inputs.get(runId) ?? []), dataset])
  }
  return inputs
}

async function readOutputs(
  instance: Instance,
  meta: RegistryMeta,
  runIds: readonly number[],
): Promise<Map<number, Dataset[]>> {
  const datasets = await readShown(instance, meta, 'run_id', runIds)
  return Map.groupBy(datasets, ({ runId }) => runId as number)
}

async function readShown(
  instance: Instance,
  meta: RegistryMeta,
  column: 'id' | 'run_id',
  ids: readonly number[],
): Promise<Dataset[]> {
  if (ids.length === 0) return []
  const rows: Row[] = await instance.queries
    .selectFrom(meta.table)
    .selectAll()
    .where(oneOf(columnRef(meta, column), ID, ids, instance.dialect))
    .where('branch_id', 'in', SHOWN_BRANCHES)
    .orderBy('id')
    .execute()
  return rows.map((row) => hydrate(meta.registry, row) as Dataset)
}

/** Ids of the runs on the default branches that read any of the datasets. */
export async function readConsumers(instance: Instance, datasets: readonly Dataset[]): Promise<number[]> {
  const ids = new Set<number>()
  for (const [name, group] of Map.groupBy(datasets, (dataset) => metaOf(dataset).name)) {
    const { link, ownColumn, targetColumn } = inputLinks(instance.registryNamed(name).meta)
    const runs = instance.registryNamed('Run').meta
    const rows = await instance.queries
      .selectFrom(link.table)
      .innerJoin(runs.table, `${runs.table}.id`, `${link.table}.${targetColumn}`)
      .select(`${link.table}.${targetColumn}`)
      .distinct()
      .where(
        oneOf(
          columnRef(link, ownColumn),
          ID,
          group.map(({ id }) => id),
          instance.dialect,
        ),
      )
      .where(`${runs.table}.branch_id`, 'in', instance.defaultBranchIds)
      .execute()
    for (const row of rows) ids.add(Number(row[targetColumn]))
  }
  return [...ids]
}

function inputLinks(meta: RegistryMeta): ThroughMeta {
  return meta.relations.get('inputOfRuns') as ThroughMeta
}
