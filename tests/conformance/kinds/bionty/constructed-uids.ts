import { goldenFromPython } from '../../api/golden-from-python.ts'
import type { Fields } from '../../golden/fields.ts'
import type { PythonValue } from '../../python/python-object.ts'
import { attributeOf, callOf } from '../../python/protocol.ts'
import type { CaseKind, CaseScope, Outcome } from '../../runner/case-kind.ts'
import { worldKeywords } from '../../world/golden-values.ts'
import { InstanceState } from '../../world/instance-state.ts'
import { LaminWorld } from '../../world/lamin-world.ts'
import { callMethod } from '../world-kind.ts'
import { offline } from './offline.ts'

/** The uid of `Registry(**fields)`, where an organism is given by its name. */
export const CONSTRUCTED_UID_KIND: CaseKind = {
  name: 'uid of a constructed record',
  accepts: (recorded) =>
    recorded.has('registry') &&
    recorded.has('fields') &&
    !recorded.has('rule') &&
    (recorded.has('value') || recorded.has('error')),
  inputs: ['registry', 'fields'],
  messages: 'quoted',
  call: constructedUid,
}

async function constructedUid(recorded: Fields, { context }: CaseScope): Promise<Outcome> {
  const state = await InstanceState.of(context, 'offline', {
    configure: (instance) => offline(instance),
    make: () => Promise.resolve(),
  })
  return state.use(async (instance) => {
    const world = new LaminWorld(instance)
    const registry = recorded.text('registry')
    const keywords = await worldKeywords(recorded.fields('fields'), world)
    const organism = keywords.get('organism')
    // Sources write organisms as texts.
    if (typeof organism === 'string' && registry !== 'bionty.Source')
      keywords.set('organism', await savedOrganism(organism, world))
    const record = await callOf(world.named(registry), { positional: [], keywords })
    return { value: goldenFromPython(await attributeOf(record, 'uid')) }
  })
}

/** The organism of a common name, saved. */
async function savedOrganism(name: string, world: LaminWorld): Promise<PythonValue> {
  const fromSource = await attributeOf(world.named('bionty.Organism'), 'from_source')
  const record = await callOf(fromSource, { positional: [], keywords: new Map([['name', name]]) })
  return callMethod(record, 'save')
}
