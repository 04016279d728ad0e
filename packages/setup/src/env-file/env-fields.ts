import type { EnvFileValues } from './read-env-file.ts'
import { SettingsEnvFileOutdated } from '../errors.ts'

/** Reads the typed fields of an env file and names file and key in what it throws. */
export class EnvFields {
  readonly file: string
  readonly #values: EnvFileValues
  readonly #prefix: string

  constructor(file: string, values: EnvFileValues, prefix: string) {
    this.file = file
    this.#values = values
    this.#prefix = prefix
  }

  /** A text, or `null` for nothing, the empty text and the word `null`. The key must be there. */
  required(name: string): string | null {
    if (!this.#values.has(this.#prefix + name)) throw this.invalid(name, 'is required and missing.')
    return this.optional(name)
  }

  /** Like {@link required}, and the value must not be `null`. */
  text(name: string): string {
    const value = this.required(name)
    if (value === null) throw this.invalid(name, 'has no value.')
    return value
  }

  /** A text, or `null` also when the key is missing. */
  optional(name: string): string | null {
    const value = this.#values.get(this.#prefix + name)
    return value === undefined || value === '' || value === 'null' ? null : value
  }

  /** True for `true`, `1` and `yes` in any case, false for another text, `null` for none. The key must be there. */
  requiredFlag(name: string): boolean | null {
    return asFlag(this.required(name))
  }

  /** Like {@link requiredFlag}, and `null` when the key is missing. */
  optionalFlag(name: string): boolean | null {
    return asFlag(this.optional(name))
  }

  /** The error of a field whose key `problem` is a predicate of. */
  invalid(name: string, problem: string): SettingsEnvFileOutdated {
    return new SettingsEnvFileOutdated(this.file, this.#prefix + name, problem)
  }
}

function asFlag(value: string | null): boolean | null {
  return value === null ? null : ['true', '1', 'yes'].includes(value.toLowerCase())
}
