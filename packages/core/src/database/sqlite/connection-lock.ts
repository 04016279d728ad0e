/** Gives the one SQLite connection to one holder after the other, in the order in which they asked. */
export class ConnectionLock {
  #last: Promise<void> = Promise.resolve()

  /** Resolves with the function that gives the lock back; calling it twice is harmless. */
  async acquire(): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const before = this.#last
    this.#last = before.then(() => promise)
    await before
    return resolve
  }
}
