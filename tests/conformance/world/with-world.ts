import type { Fields } from '../golden/fields.ts'
import type { GoldenFile } from '../golden/golden-file.ts'
import type { PythonValue } from '../python/python-object.ts'
import type { CaseScope } from '../runner/case-kind.ts'
import type { RunContext } from '../runner/run-context.ts'
import { givenRows, makeGivenRows, nameGivenRows } from './given-rows.ts'
import { InstanceState } from './instance-state.ts'
import { LaminWorld } from './lamin-world.ts'

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
  return state.use(async (instance) => {
    const world = new LaminWorld(instance)
    await nameGivenRows(givenRows(file, groups), state.value, world)
    bindings.adopt(await instance.bindings())
    for (const [placeholder, uid] of world.uids) bindings.bind(placeholder, uid)
    return run(world)
  })
}

/** The state that holds groups of given rows; its value are the rows by name. */
function givenState(
  file: GoldenFile,
  groups: readonly string[],
  context: RunContext,
): Promise<InstanceState<ReadonlyMap<string, PythonValue>>> {
  return InstanceState.of(context, `given ${file.path} ${groups.join(' ')}`, {
    make: async (instance) => {
      const world = new LaminWorld(instance)
      await makeGivenRows(givenRows(file, groups), world)
      return world.names()
    },
  })
}
