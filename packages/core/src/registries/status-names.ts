import { InvalidArgument } from '../errors.ts'
import type { FieldAlias } from '../registry/field-alias.ts'

/** Names for the codes of a status column. */
export class StatusNames<const Name extends string> {
  readonly #registry: string
  readonly #codes: ReadonlyMap<string, number>
  readonly #default: Name

  /** @param unknown - what codes are called that have no name here: later versions may add some */
  constructor(registry: string, codes: { readonly [name in Name]: number }, unknown: NoInfer<Name>) {
    this.#registry = registry
    this.#codes = new Map(Object.entries<number>(codes))
    this.#default = unknown
  }

  of(code: number): Name {
    for (const [name, known] of this.#codes) if (known === code) return name as Name
    return this.#default
  }

  /** @throws InvalidArgument for a name that is no status */
  code(name: string): number {
    const code = this.#codes.get(name)
    if (code !== undefined) return code
    const names = [...this.#codes.keys()].map((known) => `'${known}'`).join(', ')
    throw new InvalidArgument(`Invalid ${this.#registry} status '${name}'. Expected one of: ${names}.`)
  }

  /** Conditions may say `status` and a name, or a code. */
  get alias(): FieldAlias {
    return {
      field: '_statusCode',
      toStored: (value) => (typeof value === 'string' ? this.code(value) : value),
    }
  }
}
