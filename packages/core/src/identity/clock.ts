import { Timestamp } from './timestamp.ts'

/** Where the time comes from. An instance has one; tests give it a fixed one. */
export interface Clock {
  /** The time of now in UTC. Two calls never give the same time, and a later call never an earlier one. */
  now(): Timestamp
}

/** The clock of the machine, to the microsecond and strictly increasing within one object. */
export class SystemClock implements Clock {
  #last = 0n

  now(): Timestamp {
    const measured = BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000))
    this.#last = measured > this.#last ? measured : this.#last + 1n
    return Timestamp.fromMicroseconds(this.#last)
  }
}
