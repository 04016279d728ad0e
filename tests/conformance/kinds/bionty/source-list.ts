import type { BoundRegistry, Instance } from '@lamindb/core'
import { defaultSource } from '../../../../packages/bionty/src/terms/default-source.ts'
import { goldenFromApi } from '../../api/golden-from-api.ts'
import { failed, passed, type CaseResult } from '../../golden/case-result.ts'
import { compareGolden, describeDifference } from '../../golden/compare.ts'
import { errorDifference, expectationOf } from '../../golden/expectation.ts'
import { Fields } from '../../golden/fields.ts'
import type { GoldenFile } from '../../golden/golden-file.ts'
import type { GoldenJson } from '../../golden/golden-json.ts'
import { PlaceholderBindings } from '../../golden/placeholders.ts'
import type { DataSetKind } from '../../runner/data-set-kind.ts'
import type { RunContext } from '../../runner/run-context.ts'
import { InstancePool } from '../../world/instance-pool.ts'
import { offline } from './offline.ts'
import { registryRows } from './registry-rows.ts'

/** The sources of a new instance, which of them registries take, and the organisms that asking for them saves. */
export const SOURCE_LIST_KIND: DataSetKind = {
  name: 'list of sources',
  accepts: (content) =>
    ['columns', 'rows', 'default_source', 'organisms_saved_on_the_way'].every((name) => content.has(name)),
  run: runSourceList,
}

async function* runSourceList(file: GoldenFile, context: RunContext): AsyncIterable<CaseResult> {
  const { content } = file
  const pool = await InstancePool.of(context)
  await using instance = await pool.open()
  offline(instance)
  const { db } = instance
  const rows = await registryRows(db, 'bionty.Source', content.texts('columns'))
  yield compared('rows', content.required('rows'), rows)
  yield await defaultSources(content.fields('default_source'), db)
  const organisms = await registryRows(db, 'bionty.Organism', ORGANISM_COLUMNS)
  yield compared('organisms_saved_on_the_way', content.required('organisms_saved_on_the_way'), organisms)
}

const ORGANISM_COLUMNS = ['uid', 'name', 'scientific_name', 'ontology_id', 'synonyms']
const SOURCE_COLUMNS = ['uid', 'organism', 'name', 'version'] as const

/** One check for all pairs of a registry and an organism. */
async function defaultSources(pairs: Fields, db: Instance): Promise<CaseResult> {
  const differences: string[] = []
  for (const pair of pairs.names()) {
    const difference = await defaultSourceDifference(pair, pairs.fields(pair), db)
    if (difference !== undefined) differences.push(`${pair}: ${difference}`)
  }
  return differences.length === 0
    ? passed('default_source')
    : failed('default_source', differences.join('; '))
}

/** `Registry / organism`; the organism `None` is none. */
async function defaultSourceDifference(
  pair: string,
  recorded: Fields,
  db: Instance,
): Promise<string | undefined> {
  const [registry = '', organism = ''] = pair.split(' / ')
  const { error, fields } = expectationOf(recorded)
  const bound: BoundRegistry = db.registryNamed(`bionty.${registry}`)
  let source: object
  try {
    ;({ source } = await defaultSource(bound, organism === 'None' ? undefined : organism))
  } catch (thrown) {
    return error
      ? errorDifference(error, thrown, 'quoted', new PlaceholderBindings())
      : `unexpected ${String(thrown)}`
  }
  if (error) return `expected ${error.names.join(' or ')}, got ${String(source)}`
  const actual = SOURCE_COLUMNS.map((name) => goldenFromApi(Reflect.get(source, name)))
  const difference = compareGolden(fields.required('value'), actual)
  return difference && describeDifference(difference)
}

function compared(id: string, expected: GoldenJson, actual: GoldenJson): CaseResult {
  const difference = compareGolden(expected, actual, {}, id)
  return difference ? failed(id, describeDifference(difference)) : passed(id)
}
