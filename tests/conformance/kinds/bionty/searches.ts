import { CallSession } from '../../calls/call-session.ts'
import { goldenFromPython } from '../../api/golden-from-python.ts'
import { Fields } from '../../golden/fields.ts'
import type { GoldenFile } from '../../golden/golden-file.ts'
import { isGoldenList, type GoldenJson } from '../../golden/golden-json.ts'
import { attributeOf, elementsOf } from '../../python/protocol.ts'
import type { PythonValue } from '../../python/python-object.ts'
import type { CaseKind, CaseScope, Outcome } from '../../runner/case-kind.ts'
import type { RunContext } from '../../runner/run-context.ts'
import { ApiSearchResult } from '../../world/api-search-result.ts'
import { ApiTerm } from '../../world/api-term.ts'
import { InstanceState } from '../../world/instance-state.ts'
import { LaminWorld } from '../../world/lamin-world.ts'
import { offline } from './offline.ts'
import { registerSources } from './registered-sources.ts'
import { readSourceRow, SourceFolder } from './source-folder.ts'

/** Searches in a registry that holds one source and nothing else, or in the public table of that source. */
export const TERM_SEARCH_KIND: CaseKind = {
  name: 'search in terms of a source',
  accepts: (recorded) =>
    recorded.optionalFields('call')?.value('method') === 'search' && isImported(recorded),
  inputs: ['stage', 'call', 'ties_at_cut'],
  messages: 'quoted',
  call: runSearch,
  prepare: (name, value) => (name === 'top' ? byRank(ranked(value)) : value),
}

const isImported = (recorded: Fields): boolean => {
  const stage = recorded.value('stage')
  return typeof stage === 'object' && stage !== null && 'imported' in stage
}

async function runSearch(recorded: Fields, { file, context }: CaseScope): Promise<Outcome> {
  const state = await importedState(recorded.fields('stage').list('imported'), file, context)
  return state.use(async (instance) => {
    const found = await new CallSession(new LaminWorld(instance)).run(recorded.fields('call'))
    const hits = await hitsOf(found)
    if (!recorded.has('top')) return { n: BigInt(hits.length), value: { n: BigInt(hits.length) } }
    return { n: BigInt(hits.length), top: byRank(shownAs(ranked(recorded.required('top')), hits)) }
  })
}

interface Hit {
  readonly id: string
  readonly rank: number
}

async function hitsOf(found: PythonValue): Promise<Hit[]> {
  if (found instanceof ApiSearchResult) {
    const scored = await found.scored()
    return Promise.all(
      scored.map(async ({ record, score }) => ({
        id: String(goldenFromPython(await attributeOf(record, 'ontology_id'))),
        rank: score,
      })),
    )
  }
  const terms = (await elementsOf(found)).filter((term) => term instanceof ApiTerm)
  return Promise.all(
    terms.map(async (term) => ({ id: String(await term.attribute('ontology_id')), rank: term.score ?? 0 })),
  )
}

function ranked(top: GoldenJson): Hit[] {
  const pairs = isGoldenList(top) ? top.filter(isGoldenList) : []
  return pairs.map(([id, rank]) => ({ id: String(id), rank: Number(rank) }))
}

/** As many hits as are recorded; where the cut goes through equal ones, those that are recorded. */
function shownAs(recorded: readonly Hit[], hits: readonly Hit[]): Hit[] {
  const shown = hits.slice(0, recorded.length)
  const last = shown.at(-1)?.rank
  const cut = new Set(hits.filter(({ rank }) => rank === last).map(({ id }) => id))
  const chosen = recorded.filter(({ rank }) => rank === last)
  const isFree = chosen.every(({ id }) => cut.has(id))
  return isFree ? [...shown.filter(({ rank }) => rank !== last), ...chosen] : shown
}

/** Ranks in their order, each with the ids that share it. */
function byRank(hits: readonly Hit[]): GoldenJson {
  const ranks = Map.groupBy(hits, ({ rank }) => rank)
  return [...ranks].map(([rank, equals]) => [rank, { $set: equals.map(({ id }) => id) }])
}

/** The state in which all rows of a source are imported: `[entity, name, version, organism]`. */
function importedState(
  key: readonly GoldenJson[],
  file: GoldenFile,
  context: RunContext,
): Promise<InstanceState<void>> {
  const source = readSourceRow(key)
  const name = key.join(' ')
  return context.shared(`prepared import of ${name}`, async () => {
    const folder = await SourceFolder.create(context, file)
    await folder.put(source)
    return InstanceState.of(context, `import of ${name}`, {
      configure: (instance) => offline(instance, folder.path),
      make: async (instance) => {
        await registerSources(instance.db, [source], () => true)
        const session = new CallSession(new LaminWorld(instance))
        const on = source.entity
        const kwargs = { source: { source: key } }
        await session.run(new Fields({ on, method: 'import_source', kwargs }))
        // The first search makes an index in the database.
        await hitsOf(await session.run(new Fields({ on, method: 'search', args: ['cell'] })))
      },
    })
  })
}
