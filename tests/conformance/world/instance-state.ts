import type { RunContext } from '../runner/run-context.ts'
import { InstancePool, type InstanceTemplate } from './instance-pool.ts'
import type { WorldInstance } from './world-instance.ts'
import { stateOf } from './world-state.ts'

/** How instances come into a state. */
export interface StateMaking<T> {
  /** where to start; by default an instance right after it was made */
  readonly from?: InstanceTemplate | undefined
  /** Writes rows and files, once; what it gives is kept for all cases. */
  readonly make: (instance: WorldInstance) => Promise<T>
  /** Sets what is not in the database, for every instance that is opened. */
  readonly configure?: (instance: WorldInstance) => void
}

/** A state that many cases start from: each gets an instance that is in it, and leaves it as it likes. */
export class InstanceState<T> {
  /** what making the state gave */
  readonly value: T
  readonly template: InstanceTemplate
  readonly #pool: InstancePool
  readonly #making: StateMaking<T>
  /** opened instances that are as the template */
  readonly #idle: WorldInstance[] = []

  private constructor(value: T, template: InstanceTemplate, pool: InstancePool, making: StateMaking<T>) {
    this.value = value
    this.template = template
    this.#pool = pool
    this.#making = making
  }

  /** The state of a run under a name, made when it is first asked for. */
  static of<T>(context: RunContext, name: string, making: StateMaking<T>): Promise<InstanceState<T>> {
    return context.shared(`state ${name}`, async () => {
      const pool = await InstancePool.of(context)
      const instance = await pool.open(making.from)
      making.configure?.(instance)
      const value = await making.make(instance)
      return new InstanceState(value, await pool.keep(instance), pool, making)
    })
  }

  /** Runs a case; what it changes is undone. */
  async use<R>(run: (instance: WorldInstance) => Promise<R>): Promise<R> {
    const instance = this.#idle.pop() ?? (await this.#open())
    const before = await stateOf(instance)
    try {
      return await run(instance)
    } finally {
      const isChanged = instance.isMemoryChanged() || (await stateOf(instance)) !== before
      if (isChanged) await instance.restore(this.template)
      instance.log.length = 0
      this.#idle.push(instance)
    }
  }

  async #open(): Promise<WorldInstance> {
    const instance = await this.#pool.open(this.template)
    this.#making.configure?.(instance)
    instance.remember()
    return instance
  }
}
