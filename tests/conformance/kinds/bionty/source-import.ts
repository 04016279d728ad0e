import { fieldOf } from '@lamindb/core'
import { canonicalHash, type GoldenRow } from '../../golden/canonical-rows.ts'
import { failed, passed, type CaseResult } from '../../golden/case-result.ts'
import { compareGolden, describeDifference } from '../../golden/compare.ts'
import { errorDifference, expectationOf, type ExpectedError } from '../../golden/expectation.ts'
import { Fields } from '../../golden/fields.ts'
import type { GoldenFile } from '../../golden/golden-file.ts'
import { isGoldenList, type GoldenJson } from '../../golden/golden-json.ts'
import { PlaceholderBindings } from '../../golden/placeholders.ts'
import type { DataSetKind } from '../../runner/data-set-kind.ts'
import type { RunContext } from '../../runner/run-context.ts'
import { InstancePool } from '../../world/instance-pool.ts'
import type { WorldInstance } from '../../world/world-instance.ts'
import { importedTemplate, importStep, registerSource, runImport, saveRow } from './import-step.ts'
import { registryEdges, registryRows } from './registry-rows.ts'

/** Rows, edges and source after a registry was filled from a source, and once more. */
export const SOURCE_IMPORT_KIND: DataSetKind = {
  name: 'import of a source',
  accepts: (content) =>
    ['registry', 'register', 'file', 'columns', 'again'].every((name) => content.has(name)),
  run: runSourceImport,
}

async function* runSourceImport(file: GoldenFile, context: RunContext): AsyncIterable<CaseResult> {
  const { fields: expected, error: expectedError } = expectationOf(file.content)
  const before = expected.optionalList('before').map((item) => importStep(Fields.of(item, 'before')))
  const pool = await InstancePool.of(context)
  await using instance = await pool.open(await importedTemplate(before, context))
  for (const row of expected.optionalList('organisms'))
    await saveRow(instance.db, 'bionty.Organism', Fields.of(row))
  const step = importStep(expected)
  const run = (): Promise<unknown> =>
    runImport(instance.db, step, context).then(noError, (error: unknown) => error)
  const error = await run()
  const state = await stateOf(instance, expected)
  const source = await registerSource(instance.db, step)
  const errorAgain = await run()
  const after = await stateOf(instance, expected)
  const actual: Readonly<Record<string, GoldenJson>> = {
    ...state.quantities,
    'source.in_db': fieldOf(source, 'inDb') === true,
    'again.n_rows': BigInt(after.rows.length),
    'again.unchanged': canonicalHash(after.rows) === canonicalHash(state.rows) && after.edges === state.edges,
  }
  for (const check of expected.texts('checks').filter((name) => name !== 'rows')) {
    if (check === 'error') yield errorResult(check, expectedError, error)
    else if (check === 'again.error')
      yield errorResult(check, expectationOf(againOf(expected)).error, errorAgain)
    else yield compared(check, valueAt(expected, check), actual[check])
  }
  yield* sampledRows(expected, state.rows)
  if (expected.has('filled'))
    yield compared('filled', expected.required('filled'), filled(state.rows, expected))
}

const noError = (): undefined => undefined

/** The second import, whose error `ours` may replace as a whole. */
function againOf(expected: Fields): Fields {
  return expected.fields('again')
}

interface ImportedState {
  readonly rows: readonly GoldenRow[]
  readonly edges: string
  readonly quantities: Readonly<Record<string, GoldenJson>>
}

async function stateOf({ db }: WorldInstance, expected: Fields): Promise<ImportedState> {
  const registry = expected.text('registry')
  const columns = expected.texts('columns')
  const rows = await registryRows(db, registry, columns)
  const edges = await registryEdges(db, registry)
  const hash = canonicalHash(edges)
  const idAt = columns.indexOf('ontology_id')
  const sampled = new Set(rowsOf(expected, 'rows').map((row) => row[idAt]))
  return {
    rows,
    edges: hash,
    quantities: {
      n_rows: BigInt(rows.length),
      sha256: canonicalHash(rows),
      n_named_obsolete: BigInt(rows.filter((row) => isObsolete(row[columns.indexOf('name')])).length),
      n_edges: BigInt(edges.length),
      edges_sha256: hash,
      edges_of_sampled_rows: edges.filter(([child]) => sampled.has(child)),
    },
  }
}

const isObsolete = (name: GoldenJson | undefined): boolean =>
  typeof name === 'string' && name.startsWith('obsolete')

function rowsOf(expected: Fields, name: string): GoldenRow[] {
  return expected.optionalList(name).filter(isGoldenList)
}

function* sampledRows(expected: Fields, rows: readonly GoldenRow[]): Iterable<CaseResult> {
  const byUid = new Map(rows.map((row) => [row[0], row]))
  const changed = new Map(rowsOf(expected, 'rows_that_differ').map((row) => [row[0], row]))
  for (const row of rowsOf(expected, 'rows')) {
    yield compared(String(row[0]), changed.get(row[0]) ?? row, byUid.get(row[0]))
  }
}

/** `[ensembl_gene_id, ncbi_gene_ids]` of the genes that have both. */
function filled(rows: readonly GoldenRow[], expected: Fields): GoldenJson {
  const columns = expected.texts('columns')
  const [id, ncbi] = [columns.indexOf('ensembl_gene_id'), columns.indexOf('ncbi_gene_ids')]
  const pairs = rows.filter((row) => typeof row[ncbi] === 'string' && row[ncbi] !== '')
  return { $set: pairs.map((row) => [row[id] ?? null, row[ncbi] ?? null]) }
}

function valueAt(expected: Fields, path: string): GoldenJson {
  const [head = '', ...rest] = path.split('.')
  return rest.length === 0 ? expected.required(head) : valueAt(expected.fields(head), rest.join('.'))
}

function errorResult(check: string, expected: ExpectedError | undefined, error: unknown): CaseResult {
  if (!expected) {
    return error === undefined ? passed(check) : failed(check, `unexpected ${String(error)}`)
  }
  if (error === undefined) return failed(check, `expected ${expected.names.join(' or ')}, but it succeeded`)
  const difference = errorDifference(expected, error, 'quoted', new PlaceholderBindings())
  return difference === undefined ? passed(check) : failed(check, difference)
}

function compared(id: string, expected: GoldenJson, actual: GoldenJson | undefined): CaseResult {
  const recorded = id === 'filled' && isGoldenList(expected) ? { $set: expected } : expected
  const difference = compareGolden(recorded, actual)
  return difference ? failed(id, describeDifference(difference)) : passed(id)
}
