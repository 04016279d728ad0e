import type { Logger } from '@lamindb/core'

/** Collects how to undo what was done, and undoes it, last thing first. */
export class RollbackSteps {
  readonly #steps: { readonly what: string; readonly undo: () => Promise<unknown> }[] = []

  /**
   * @param what - what is undone, as part of a sentence: `the storage marker /data/.lamindb/storage_uid.txt`
   */
  add(what: string, undo: () => Promise<unknown>): void {
    this.#steps.push({ what, undo })
  }

  /** Runs all steps; one that fails is warned about and does not keep the others from running. */
  async run(logger: Logger): Promise<void> {
    for (const { what, undo } of this.#steps.reverse()) {
      try {
        await undo()
      } catch (error) {
        logger.warning(`could not remove ${what}: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }
}
