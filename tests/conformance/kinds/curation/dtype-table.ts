import type { Schema } from '@lamindb/core'
import type { Table } from 'apache-arrow'
import { failed, passed, type CaseResult } from '../../golden/case-result.ts'
import { compareGolden, describeDifference } from '../../golden/compare.ts'
import {
  errorDifference,
  expectationOf,
  recordedError,
  type ExpectedError,
} from '../../golden/expectation.ts'
import { Fields, UnexpectedForm } from '../../golden/fields.ts'
import type { GoldenFile } from '../../golden/golden-file.ts'
import { isGoldenList, isGoldenObject, type GoldenJson } from '../../golden/golden-json.ts'
import { PlaceholderBindings } from '../../golden/placeholders.ts'
import type { DataSetKind } from '../../runner/data-set-kind.ts'
import type { RunContext } from '../../runner/run-context.ts'
import { LaminWorld } from '../../world/lamin-world.ts'
import { registeredState } from '../bionty/recorded-calls.ts'
import { SchemaMaker } from './curated-schema.ts'
import { frameView, recordedColumn } from './frame-view.ts'
import { readColumn, tableData, type TableData } from './frames.ts'

/** Which kinds of columns which dtypes accept, and what becomes of them: one check for each pair. */
export const DTYPE_TABLE_KIND: DataSetKind = {
  name: 'table of dtypes and columns',
  accepts: (content) => ['columns', 'errors', 'results'].every((name) => content.has(name)),
  run: runDtypeTable,
}

async function* runDtypeTable(file: GoldenFile, context: RunContext): AsyncIterable<CaseResult> {
  const { content } = file
  const columns = content.fields('columns')
  const tables = new Map(
    columns.names().map((kind) => {
      const column = readColumn('x', columns.fields(kind))
      return [kind, tableData({ columns: [column], index: undefined, attrs: undefined })] as const
    }),
  )
  const state = await registeredState(file, context)
  const results = content.fields('results')
  for (const setting of results.names()) {
    const ours = content.optionalFields('ours')?.optionalFields(setting)
    yield* await state.use(async (instance) => {
      const world = new LaminWorld(instance)
      const schema = await schemaOf(setting, world)
      const checked: CaseResult[] = []
      const kinds = results.fields(setting)
      for (const kind of kinds.names()) {
        const expected = expectedResult(kinds.required(kind), ours?.value(kind), content.fields('errors'))
        if (!expected) continue
        const id = `${setting}: ${kind}`
        const difference = await resultDifference(expected, tables.get(kind), schema, world)
        checked.push(difference === undefined ? passed(id) : failed(id, difference))
      }
      return checked
    })
  }
}

/** `int nullable=True coerce=feature`: a schema of one feature `x`. */
async function schemaOf(setting: string, world: LaminWorld): Promise<Schema> {
  const [, dtype = '', nullable, coerce] =
    /^(.+) nullable=(True|False) coerce=(None|feature|schema)$/u.exec(setting) ?? []
  const options = { nullable: nullable === 'True', ...(coerce === 'feature' && { coerce: true }) }
  const keywords = new Fields(coerce === 'schema' ? { coerce: true } : {})
  const schema = await new SchemaMaker(world).schema([['x', dtype, options]], keywords, undefined)
  return schema.apiValue as Schema
}

interface ExpectedResult {
  readonly error: ExpectedError | undefined
  /** the column after validation, where it is compared */
  readonly column: GoldenJson | undefined
}

/** @returns `undefined` for a pair that is not compared */
function expectedResult(
  recorded: GoldenJson,
  ours: GoldenJson | undefined,
  errors: Fields,
): ExpectedResult | undefined {
  if (ours === 'pass') return { error: undefined, column: undefined }
  if (isGoldenObject(ours ?? null)) {
    const { skip, error } = expectationOf(new Fields({ ours: ours as GoldenJson }))
    return skip === undefined ? { error, column: undefined } : undefined
  }
  if (typeof recorded === 'bigint') {
    const [className = '', message = ''] = errors.list(String(recorded))
    return { error: recordedError(new Fields({ class: className, message })), column: undefined }
  }
  if (recorded === 'ok') return { error: undefined, column: undefined }
  if (!isGoldenList(recorded)) throw new UnexpectedForm('results', "'ok', a column or an error", recorded)
  return { error: undefined, column: recorded[1] ?? null }
}

async function resultDifference(
  { error, column }: ExpectedResult,
  table: TableData | undefined,
  schema: Schema,
  { instance: { db } }: LaminWorld,
): Promise<string | undefined> {
  if (!table) return 'the file does not give the column'
  try {
    const curator = db.curate(table.data as Table, schema, table.options)
    await curator.validate()
    if (error) return `expected ${error.names.join(' or ')}, but it is valid`
    if (column === undefined) return undefined
    const view = Fields.of(frameView(await curator.dataset))
      .fields('columns')
      .fields('x')
    const expected = Fields.of(recordedColumn(column))
    // Arrow has no type for any object: of such a column the values tell.
    const isObject = expected.text('dtype') === 'object'
    const { categories: _, ...values } = view.object
    const difference = compareGolden(expected.object, isObject ? { ...values, dtype: 'object' } : view.object)
    return difference && describeDifference(difference)
  } catch (thrown) {
    if (error) return errorDifference(error, thrown, 'all', new PlaceholderBindings())
    return `unexpected ${thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)}`
  }
}
