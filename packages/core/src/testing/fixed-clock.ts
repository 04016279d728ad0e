import { Timestamp, type Clock } from '../identity/index.ts'

/** Starts at a given moment and goes on by one millisecond a call, so that order shows and runs repeat. */
export class FixedClock implements Clock {
  #milliseconds: number

  constructor(start = '2026-01-01T00:00:00Z') {
    this.#milliseconds = Date.parse(start)
  }

  now(): Timestamp {
    this.#milliseconds += 1
    return Timestamp.of(new Date(this.#milliseconds))
  }
}
