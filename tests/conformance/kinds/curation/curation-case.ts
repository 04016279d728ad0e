import type { Schema } from '@lamindb/core'
import type { Table } from 'apache-arrow'
import { goldenFromPython } from '../../api/golden-from-python.ts'
import { CallSession } from '../../calls/call-session.ts'
import { compareGolden, describeDifference } from '../../golden/compare.ts'
import { Fields } from '../../golden/fields.ts'
import { isGoldenList, isGoldenObject, type GoldenJson, type GoldenObject } from '../../golden/golden-json.ts'
import { attributeOf, callOf, itemOf } from '../../python/protocol.ts'
import { PythonDict } from '../../python/python-dict.ts'
import type { PythonObject, PythonValue } from '../../python/python-object.ts'
import type { CaseKind, CaseScope, Outcome } from '../../runner/case-kind.ts'
import type { ApiRecord } from '../../world/api-record.ts'
import { LaminWorld } from '../../world/lamin-world.ts'
import { pythonOf } from '../../world/python-from-api.ts'
import { registeredState } from '../bionty/recorded-calls.ts'
import { artifactView, recordedArtifact, schemaView } from './artifact-view.ts'
import { SchemaMaker } from './curated-schema.ts'
import { expectedOutcome, outcomeDifference, outcomeOf, type EventOutcome } from './expected-outcome.ts'
import { frameView, recordedFrame } from './frame-view.ts'
import { readFrame, tableData } from './frames.ts'

/** An event of a case that did not give what was recorded. */
class EventDiffers extends Error {
  constructor(event: string, difference: string) {
    super(`${event}: ${difference}`)
    this.name = 'EventDiffers'
  }
}

/** A table is checked by a schema, corrected step by step, and saved. */
export const TABLE_CURATION_KIND: CaseKind = {
  name: 'curation of a table',
  accepts: (recorded) =>
    recorded.has('schema') && isGoldenObject(recorded.value('data') ?? null) && recorded.has('schema_row'),
  inputs: [
    'key pass_as artifact_key organism before feature_uids features schema data standardize_first change frame',
    'schema_row repr repr_after construct validate non_validated steps save standardize standardized',
    'input_frame_changed dataset_after',
  ].flatMap((names) => names.split(' ')),
  messages: 'all',
  call: curateTable,
}

async function curateTable(recorded: Fields, { file, context }: CaseScope): Promise<Outcome> {
  const state = await registeredState(file, context)
  await state.use(async (instance) => new TableCuration(recorded, new LaminWorld(instance)).run())
  return {}
}

class TableCuration {
  readonly #recorded: Fields
  readonly #ours: Fields | undefined
  readonly #world: LaminWorld

  constructor(recorded: Fields, world: LaminWorld) {
    this.#recorded = recorded
    this.#ours = recorded.optionalFields('ours')
    this.#world = world
  }

  async run(): Promise<void> {
    await this.#prepare()
    const schema = await this.#schema()
    if (!schema) return
    const curator = await this.#curator(schema)
    if (curator === undefined) return
    if (this.#recorded.value('standardize_first') === true) await this.#standardize(curator)
    await this.#check(curator, this.#recorded.object, this.#ours)
    await this.#steps(curator)
    await this.#save(curator)
    if (this.#recorded.has('dataset_after')) await this.#datasetAfter(curator)
  }

  async #prepare(): Promise<void> {
    const organism = this.#recorded.optionalText('organism')
    if (organism !== undefined) {
      const settings = await attributeOf(this.#world.named('bt'), 'settings')
      await (settings as PythonObject).setAttribute('organism', organism)
    }
    const session = new CallSession(this.#world)
    for (const before of this.#recorded.optionalList('before'))
      await runWithUid(Fields.of(before, 'before'), session)
  }

  /** @returns `undefined` when the case ends with an error here */
  async #schema(): Promise<ApiRecord | undefined> {
    const maker = new SchemaMaker(this.#world)
    let schema: ApiRecord | undefined
    const outcome = await outcomeOf(async () => {
      schema = await maker.schema(
        this.#recorded.optionalList('features'),
        this.#recorded.fields('schema'),
        this.#recorded.optionalFields('feature_uids'),
      )
      return schemaView(schema)
    })
    const row = this.#recorded.required('schema_row')
    const isError = isGoldenObject(row) && 'error' in row
    this.#compare('schema_row', outcome, isError ? row : { value: row }, this.#ours?.value('schema_row'))
    return isError ? undefined : schema
  }

  /** @returns `undefined` when the case ends with an error here */
  async #curator(schema: ApiRecord): Promise<PythonValue | undefined> {
    let curator: PythonValue | undefined
    const outcome = await outcomeOf(async () => {
      curator = await this.#construct(schema)
      return null
    })
    const construct = this.#recorded.value('construct')
    this.#compare('construct', outcome, construct ?? { value: null }, this.#ours?.value('construct'))
    return construct === undefined ? curator : undefined
  }

  async #construct(schema: ApiRecord): Promise<PythonValue> {
    const { db } = this.#world.instance
    const { data, options } = tableData(readFrame(this.#recorded.fields('data')))
    const checkedBy = schema.apiValue as Schema
    if (this.#recorded.text('pass_as') !== 'artifact')
      return pythonOf(db.curate(data as Table, checkedBy, options))
    const key = this.#recorded.optionalText('artifact_key') ?? this.#recorded.text('key')
    const artifact = await db.Artifact.fromDataFrame(data as Table, { key }).save()
    return pythonOf(db.curate(artifact, checkedBy))
  }

  async #standardize(curator: PythonValue): Promise<void> {
    const outcome = await outcomeOf(async () => call(curator, 'standardize', new Fields({})))
    this.#compare(
      'standardize',
      outcome,
      this.#recorded.value('standardize'),
      this.#ours?.value('standardize'),
    )
    const difference = frameDifference(
      this.#recorded.required('standardized'),
      this.#ours?.value('standardized'),
      await datasetView(curator),
    )
    if (difference !== undefined) throw new EventDiffers('standardized', difference)
  }

  /** `validate` and `non_validated`, of the case itself or of a step. */
  async #check(
    curator: PythonValue,
    recorded: GoldenObject,
    ours: Fields | undefined,
    where = '',
  ): Promise<void> {
    const validated = await outcomeOf(async () => call(curator, 'validate', new Fields({})))
    this.#compare(`${where}validate`, validated, recorded['validate'], ours?.value('validate'))
    const remaining = await outcomeOf(async () => {
      const cat = await attributeOf(curator, 'cat')
      return asSets(goldenFromPython(await attributeOf(cat, 'non_validated')))
    })
    const expected = recorded['non_validated']
    this.#compare(`${where}non_validated`, remaining, expected, ours?.value('non_validated'), asSets)
  }

  async #steps(curator: PythonValue): Promise<void> {
    for (const [index, item] of this.#recorded.optionalList('steps').entries()) {
      const step = Fields.of(item, 'steps')
      const ours = this.#ours?.optionalFields('steps')?.optionalFields(String(index))
      const where = `step ${index}, ${step.text('method')}`
      const outcome = await outcomeOf(async () => {
        const target = await reached(curator, step.optionalList('on').map(String))
        return call(target, step.text('method'), step)
      })
      const { error = null, value = null } = step.object
      this.#compare(where, outcome, error === null ? { value } : { error }, oursOfStep(ours))
      await this.#check(curator, step.object, ours, `${where}, `)
    }
  }

  async #save(curator: PythonValue): Promise<void> {
    const recorded = this.#recorded.value('save')
    if (recorded === undefined) return
    const keywords = new Map<string, PythonValue>([['key', this.#recorded.text('key')]])
    const outcome = await outcomeOf(async () => {
      const save = await attributeOf(curator, 'save_artifact')
      const artifact = await callOf(save, { positional: [], keywords })
      return artifactView(artifact as ApiRecord, this.#world)
    })
    this.#compare('save', outcome, recorded, this.#ours?.value('save'), (value) =>
      isGoldenObject(value) ? recordedArtifact(value) : value,
    )
  }

  async #datasetAfter(curator: PythonValue): Promise<void> {
    const recorded = this.#recorded.required('dataset_after')
    const difference = frameDifference(
      recorded,
      this.#ours?.value('dataset_after'),
      await datasetView(curator),
    )
    if (difference !== undefined) throw new EventDiffers('dataset_after', difference)
  }

  #compare(
    event: string,
    actual: EventOutcome,
    recorded: GoldenJson | undefined,
    ours: GoldenJson | undefined,
    prepare?: (value: GoldenJson) => GoldenJson,
  ): void {
    const expected = expectedOutcome(recorded, ours)
    const difference = expected && outcomeDifference(expected, actual, prepare)
    if (difference !== undefined) throw new EventDiffers(event, difference)
  }
}

/** Runs a call; a uid among its keywords is that of the record that it makes. */
async function runWithUid(recorded: Fields, session: CallSession): Promise<void> {
  const { uid, ...kwargs } = recorded.optionalFields('kwargs')?.object ?? {}
  const made = await session.run(new Fields({ ...recorded.object, kwargs }))
  if (typeof uid === 'string') await (made as PythonObject).setAttribute('uid', uid)
}

/** What `ours` says about the call of a step; the checks after it are events of their own. */
function oursOfStep(ours: Fields | undefined): GoldenJson | undefined {
  if (!ours) return undefined
  const own = Object.entries(ours.object).filter(([name]) =>
    ['error', 'value', 'skip', 'contains'].includes(name),
  )
  return own.length === 0 ? undefined : Object.fromEntries(own)
}

/** Follows attributes, or keys of dicts. */
async function reached(start: PythonValue, path: readonly string[]): Promise<PythonValue> {
  let value = start
  for (const name of path)
    value = value instanceof PythonDict ? await itemOf(value, name) : await attributeOf(value, name)
  return value
}

async function call(on: PythonValue, method: string, step: Fields): Promise<GoldenJson> {
  const session = {
    positional: step.optionalList('args').map(scalar),
    keywords: new Map<string, PythonValue>(),
  }
  const kwargs = step.optionalFields('kwargs')
  for (const name of kwargs?.names() ?? []) session.keywords.set(name, scalar(kwargs?.required(name) ?? null))
  return goldenFromPython(await callOf(await attributeOf(on, method), session))
}

const scalar = (value: GoldenJson): PythonValue => (typeof value === 'object' ? null : value)

async function datasetView(curator: PythonValue): Promise<GoldenJson> {
  const { apiValue } = curator as ApiRecord
  return frameView((await Reflect.get(apiValue, 'dataset')) as never)
}

/** Columns that a recorded frame has, as far as it says something about them. */
function frameDifference(
  recorded: GoldenJson,
  ours: GoldenJson | undefined,
  actual: GoldenJson,
): string | undefined {
  const expected = recordedFrame(ours ?? recorded)
  const difference = compareGolden(expected, partsOf(expected, actual))
  return difference && describeDifference(difference)
}

function partsOf(expected: GoldenJson, actual: GoldenJson): GoldenJson {
  const [columns, found] = [expected, actual].map((frame) => Fields.of(frame).fields('columns'))
  const parts = found?.names().map((name): [string, GoldenJson] => {
    const wanted = columns?.optionalFields(name)?.names()
    const column = found.fields(name)
    return [
      name,
      wanted ? Object.fromEntries(wanted.map((key) => [key, column.value(key) ?? null])) : column.object,
    ]
  })
  return { columns: Object.fromEntries(parts ?? []) }
}

/** Lists of terms come from sets. */
function asSets(value: GoldenJson): GoldenJson {
  if (!isGoldenObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, terms]) => [key, isGoldenList(terms) ? { $set: terms } : terms]),
  )
}
