import { CallSession } from '../../calls/call-session.ts'
import { goldenFromPython } from '../../api/golden-from-python.ts'
import { Fields } from '../../golden/fields.ts'
import { isGoldenList, isGoldenObject, type GoldenJson } from '../../golden/golden-json.ts'
import type { GoldenFile } from '../../golden/golden-file.ts'
import { attributeOf } from '../../python/protocol.ts'
import type { PythonValue } from '../../python/python-object.ts'
import { FailedCall, type CaseKind, type CaseScope, type Outcome } from '../../runner/case-kind.ts'
import type { RunContext } from '../../runner/run-context.ts'
import { InstanceState } from '../../world/instance-state.ts'
import { LaminWorld } from '../../world/lamin-world.ts'
import { offline } from './offline.ts'
import { recordedView, recordsView } from './record-view.ts'
import { firstOfEach, registerSources } from './registered-sources.ts'
import { readObject, recordedState, returnedForm, unorderedSynonyms } from './returned-forms.ts'
import { readSourceRow, SourceFolder, type SourceRow } from './source-folder.ts'

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
  if (form !== undefined) return { value: unorderedSynonyms(form, await returnedForm(form, session, world)) }
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
  if (name !== 'value') return value
  const form = recorded.value('returns')
  if (form !== undefined) return unorderedSynonyms(form, value)
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

/** The state of a stage: registered sources with their contents, and the rows that its setup makes. */
function stageState(stage: string, file: GoldenFile, context: RunContext): Promise<InstanceState<void>> {
  const prepare = async (): Promise<InstanceState<void>> => {
    const sources = sourcesOf(file.content)
    const folder = await sourceFolder(file, sources, context)
    return InstanceState.of(context, `stage ${stage} of ${file.path}`, {
      configure: (instance) => offline(instance, folder.path),
      make: async (instance) => {
        await registerSources(instance.db, sources, firstOfEach(sources))
        const session = new CallSession(new LaminWorld(instance))
        for (const call of file.content.fields('stages').fields(stage).list('setup')) {
          await session.run(Fields.of(call, 'setup'))
        }
      },
    })
  }
  return context.shared(`prepared stage ${stage} of ${file.path}`, prepare)
}

function sourcesOf(content: Fields): SourceRow[] {
  const rows = Object.values(content.optionalFields('sources')?.object ?? {})
  return rows.filter(isGoldenList).map(readSourceRow)
}

/** The contents of the sources of a file, put in place once. */
function sourceFolder(
  file: GoldenFile,
  sources: readonly SourceRow[],
  context: RunContext,
): Promise<SourceFolder> {
  return context.shared(`source folder of ${file.path}`, async () => {
    const folder = await SourceFolder.create(context, file.content)
    await folder.putGivenTables()
    for (const source of sources) await folder.put(source)
    return folder
  })
}
