import { setTimeout } from 'node:timers/promises'

/** Other threads still sweep the heap when the collection has returned. */
const sweepingMs = 50

/** One line of the result: seconds of the best repeat, for `n` items. */
export interface Measurement {
  readonly name: string
  readonly n: number
  /** Wall seconds. */
  readonly seconds: number
  /** Processor seconds, user and system, of the process and its children. */
  readonly cpu: number
  /** Peak resident memory of the measuring process so far, in MB; `undefined` for whole processes. */
  readonly peakMb: number | undefined
}

export interface MeasureOptions {
  readonly n?: number
  readonly repeats?: number
}

/** Runs measurements that were asked for and reports each as a line of JSON on standard output. */
export class Meter {
  readonly #wanted: ReadonlySet<string>

  constructor(wanted: readonly string[]) {
    this.#wanted = new Set(wanted)
  }

  wants(...names: readonly string[]): boolean {
    return this.#wanted.size === 0 || names.some((name) => this.#wanted.has(name))
  }

  /** Runs `work` `repeats` times and reports the fastest; gives the value of the last run. */
  async measure<T>(
    name: string,
    work: () => Promise<T> | T,
    { n = 1, repeats = 3 }: MeasureOptions = {},
  ): Promise<T | undefined> {
    if (!this.wants(name)) return undefined
    let best: { seconds: number; cpu: number } | undefined
    let value: T | undefined
    // What ran before is not to be paid for here: a reference that counts references frees at once.
    globalThis.gc?.()
    await setTimeout(sweepingMs)
    for (let run = 0; run < repeats; run += 1) {
      const wall = performance.now()
      const before = process.cpuUsage()
      value = await work()
      const used = process.cpuUsage(before)
      const seconds = (performance.now() - wall) / 1000
      const cpu = (used.user + used.system) / 1e6
      if (!best || seconds < best.seconds) best = { seconds, cpu }
    }
    if (best) report({ name, n, ...best, peakMb: process.resourceUsage().maxRSS / 1024 })
    return value
  }
}

export function report(measurement: Measurement): void {
  process.stdout.write(`${JSON.stringify(measurement)}\n`)
}
