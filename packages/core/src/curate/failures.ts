import { isLaminError, ValidationError } from '../errors.ts'

/** What is wrong with the parts of a dataset, told together. */
export class Failures {
  readonly #errors: ValidationError[] = []

  /** Runs a check and keeps what it finds wrong; everything else that fails is thrown at once. */
  async collect(check: () => Promise<void>): Promise<void> {
    try {
      await check()
    } catch (error) {
      if (!isLaminError(error, 'VALIDATION_ERROR')) throw error
      this.#errors.push(error as ValidationError)
    }
  }

  /** @throws ValidationError when something was wrong: that of the only part, or one of all */
  throwAny(): void {
    const [first, ...more] = this.#errors
    if (!first) return
    if (more.length === 0) throw first
    throw new ValidationError(this.#errors.map(({ message }) => message).join('\n\n'), {
      problems: this.#errors.flatMap(({ problems }) => problems),
    })
  }
}
