import { CallSession } from '../../calls/call-session.ts'
import { goldenFromPython } from '../../api/golden-from-python.ts'
import { Fields } from '../../golden/fields.ts'
import { isGoldenList, isGoldenObject, type GoldenJson } from '../../golden/golden-json.ts'
import type { GoldenFile } from '../../golden/golden-file.ts'
import { join } from 'node:path'
import { attributeOf } from '../../python/protocol.ts'
import type { PythonValue } from '../../python/python-object.ts'
import { FailedCall, type CaseKind, type CaseScope, type Outcome } from '../../runner/case-kind.ts'
import type { RunContext } from '../../runner/run-context.ts'
import type { InstanceState } from '../../world/instance-state.ts'
import { LaminWorld } from '../../world/lamin-world.ts'
import { stateWithSources } from './file-sources.ts'
import { recordedView, recordsView } from './record-view.ts'
import { rawRows, recordedRows } from './raw-rows.ts'
import { registerRows } from './registered-rows.ts'
import { readObject, recordedState, returnedForm, withoutOrder } from './returned-forms.ts'

/** Calls on biological registries that are recorded as data, on registries in one of several stages. */
export const STAGED_CALL_KIND: CaseKind = {
  name: 'recorded calls on a stage',
  accepts: (recorded, file) =>
    typeof recorded.value('stage') === 'string' &&
    (recorded.has('call') || recorded.has('steps')) &&
    file.content.has('stages'),
  inputs: ['stage', 'call', 'steps', 'returns', 'view', 'then'],
  messages: 'quoted',
  call: runStaged,
  prepare: comparable,
}

/** Calls that are recorded as data, on the rows that their file registers. */
export const REGISTERED_CALL_KIND: CaseKind = {
  name: 'recorded calls on registered rows',
  accepts: (recorded, file) =>
    file.content.has('registered') &&
    !recorded.has('stage') &&
    !recorded.has('features') &&
    (recorded.has('call') || recorded.has('steps')),
  inputs: ['call', 'steps', 'returns', 'view', 'then', 'table'],
  messages: 'quoted',
  call: runOnRegistered,
  prepare: comparable,
}

async function runOnRegistered(recorded: Fields, { file, context }: CaseScope): Promise<Outcome> {
  const state = await registeredState(file, context)
  return state.use(async (instance) => {
    const world = new LaminWorld(instance)
    const outcome = await runRecorded(withFiles(recorded, world), world)
    const table = recorded.optionalText('table')
    return table === undefined ? outcome : { rows: await rawRows(table, recorded.list('rows'), world) }
  })
}

/** A case in which positional arguments that name a file of `file.write_text(name, text)` are its path. */
function withFiles(recorded: Fields, world: LaminWorld): Fields {
  if (!recorded.has('steps')) return recorded
  const paths = new Map<GoldenJson, GoldenJson>()
  const steps: GoldenJson[] = []
  for (const item of recorded.list('steps')) {
    const call = Fields.of(item, 'steps')
    const args = call.optionalList('args')
    const [name = null] = args
    const isWriting = call.value('on') === 'file'
    if (isWriting) paths.set(name, join(world.instance.files, String(name)))
    const replaced = args.map((argument) => paths.get(argument) ?? argument)
    steps.push(isWriting ? item : { ...call.object, args: replaced })
  }
  return new Fields({ ...recorded.object, steps })
}

async function runStaged(recorded: Fields, scope: CaseScope): Promise<Outcome> {
  const stage = await stageState(recorded.text('stage'), scope.file, scope.context)
  return stage.use(async (instance) => {
    const world = new LaminWorld(instance)
    return runRecorded(recorded, world)
  })
}

/** Runs the calls of a case and reads what it is about. */
export async function runRecorded(recorded: Fields, world: LaminWorld): Promise<Outcome> {
  const session = new CallSession(world)
  let result: PythonValue = null
  const then = recorded.value('then')
  try {
    for (const call of callsOf(recorded)) result = await session.run(call)
  } catch (error) {
    if (then === undefined) throw error
    throw new FailedCall(error, { after: await returnedForm(then, session, world) })
  }
  if (then !== undefined) return { after: await returnedForm(then, session, world) }
  const form = recorded.value('returns')
  if (form !== undefined) return { value: withoutOrder(form, await returnedForm(form, session, world)) }
  return { value: ofOneText(await viewOf(result, recorded.optionalText('view')), recorded) }
}

/** What a method gives for one text instead of a list: the element, where an empty registry of Python gives a list of it. */
function ofOneText(value: GoldenJson, recorded: Fields): GoldenJson {
  const [values] = recorded.optionalFields('call')?.optionalList('args') ?? []
  if (typeof values !== 'string' || !isGoldenList(value) || value.length !== 1) return value
  return value[0] ?? null
}

export function callsOf(recorded: Fields): Fields[] {
  if (recorded.has('call')) return [recorded.fields('call')]
  return recorded.list('steps').map((step) => Fields.of(step, 'steps'))
}

const INSPECTED = ['validated', 'non_validated', 'synonyms_mapper', 'frac_validated', 'n_empty', 'n_unique']

async function viewOf(result: PythonValue, view: string | undefined): Promise<GoldenJson> {
  if (view === 'records') return recordsView(result)
  if (view !== 'inspect') return goldenFromPython(result, readObject)
  const shown: Record<string, GoldenJson> = {}
  for (const name of INSPECTED) {
    const value = goldenFromPython(await attributeOf(result, name))
    shown[name] = name.endsWith('validated') && isGoldenList(value) ? { $set: value.map(String) } : value
  }
  return shown
}

/** Recorded fields in the forms in which they are read. */
function comparable(name: string, value: GoldenJson, recorded: Fields): GoldenJson {
  if (name === 'after') return recordedState(value)
  if (name === 'rows') return recordedRows(value)
  if (name !== 'value') return value
  const form = recorded.value('returns')
  if (form !== undefined) return withoutOrder(form, value)
  const view = recorded.optionalText('view')
  if (view === 'records') return recordedView(value)
  if (view !== 'inspect' || !isGoldenObject(value)) return ofOneText(value, recorded)
  const { validated_in_order: _, ...rest } = value
  const lists = Object.entries(rest).map(([key, item]) => [
    key,
    key.endsWith('validated') && isGoldenList(item) && key !== 'frac_validated' ? { $set: item } : item,
  ])
  return Object.fromEntries(lists) as GoldenJson
}

/** The state of a stage: sources of the file with their contents, and the rows that the setup of the stage makes. */
function stageState(stage: string, file: GoldenFile, context: RunContext): Promise<InstanceState<void>> {
  return stateWithSources(`stage ${stage}`, file, context, async (instance) => {
    const session = new CallSession(new LaminWorld(instance))
    for (const call of file.content.fields('stages').fields(stage).list('setup'))
      await session.run(Fields.of(call, 'setup'))
  })
}

/** The state in which a file has registered its rows. */
export function registeredState(file: GoldenFile, context: RunContext): Promise<InstanceState<void>> {
  return stateWithSources('registered rows', file, context, (instance) =>
    registerRows(file, new LaminWorld(instance)),
  )
}
