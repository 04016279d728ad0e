import type { Fields } from '../golden/fields.ts'
import type { GoldenFile } from '../golden/golden-file.ts'
import type { PythonValue } from '../python/python-object.ts'
import type { CaseScope } from '../runner/case-kind.ts'
import type { RunContext } from '../runner/run-context.ts'
import { givenRows, makeGivenRows, nameGivenRows } from './given-rows.ts'
import { InstancePool, type InstanceTemplate } from './instance-pool.ts'
import { LaminWorld } from './lamin-world.ts'
import { stateOf } from './world-state.ts'
import type { WorldInstance } from './world-instance.ts'

/** An instance that holds the given rows, and these by their names. */
interface GivenState {
  readonly template: InstanceTemplate
  readonly known: ReadonlyMap<string, PythonValue>
  /** opened instances that are as the template */
  readonly idle: WorldInstance[]
}

/**
 * Runs a case on an instance that holds what the case is given, and nothing else. Placeholders of the instance are bound.
 * What the case changed is gone afterwards.
 */
export async function withWorld<T>(
  recorded: Fields,
  { file, context, bindings }: Pick<CaseScope, 'file' | 'context' | 'bindings'>,
  run: (world: LaminWorld) => Promise<T>,
): Promise<T> {
  const groups = recorded.has('given') ? recorded.texts('given') : []
  const state = await givenState(file, groups, context)
  const pool = await InstancePool.of(context)
  const instance = state.idle.pop() ?? (await pool.open(state.template))
  const before = await stateOf(instance)
  try {
    const world = new LaminWorld(instance)
    await nameGivenRows(givenRows(file, groups), state.known, world)
    bindings.adopt(await instance.bindings())
    for (const [placeholder, uid] of world.uids) bindings.bind(placeholder, uid)
    return await run(world)
  } finally {
    if ((await stateOf(instance)) !== before) await instance.restore(state.template)
    state.idle.push(instance)
  }
}

function givenState(file: GoldenFile, groups: readonly string[], context: RunContext): Promise<GivenState> {
  return context.shared(`given ${file.path} ${groups.join(' ')}`, async () => {
    const pool = await InstancePool.of(context)
    const instance = await pool.open()
    const world = new LaminWorld(instance)
    await makeGivenRows(givenRows(file, groups), world)
    return { template: await pool.keep(instance), known: world.names(), idle: [] }
  })
}
