import { TokenParser, Tokenizer } from '@streamparser/json'

/** A value that was met at one of the paths asked for, with the keys and indices that lead to it. */
export type ElementHandler = (value: unknown, path: readonly (string | number | undefined)[]) => void

/** JSON that breaks its grammar. */
export interface JsonProblem {
  /** Offset in bytes of the token that does not fit. */
  readonly byte: number
  readonly message: string
  readonly cause: unknown
}

/**
 * Hands out the values at given paths of a JSON document of any size, one after the other, keeping none. Strings are
 * UTF-8; bytes that are not become U+FFFD.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export class JsonElements {
  readonly #tokenizer = new Tokenizer()
  readonly #onProblem: (problem: JsonProblem) => never
  #offset = 0

  /** @param paths - such as `$.graphs.*.nodes.*`; `*` stands for any key or index */
  constructor(
    paths: readonly string[],
    onElement: ElementHandler,
    onProblem: (problem: JsonProblem) => never,
  ) {
    this.#onProblem = onProblem
    const parser = new TokenParser({ paths: [...paths], keepStack: false })
    parser.onValue = ({ value, key, stack }) => {
      onElement(value, [...stack.slice(1).map((level) => level.key), key])
    }
    parser.onError = (error) => this.#fail(error)
    this.#tokenizer.onToken = (token) => {
      this.#offset = token.offset
      parser.write(token)
    }
    this.#tokenizer.onError = (error) => this.#fail(error)
    this.#tokenizer.onEnd = () => {
      if (!parser.isEnded) parser.end()
    }
  }

  write(chunk: Uint8Array): void {
    this.#tokenizer.write(chunk)
  }

  /** Says that the document ends here. */
  end(): void {
    if (!this.#tokenizer.isEnded) this.#tokenizer.end()
  }

  #fail(error: Error): never {
    const position = /absolute position "(\d+)"/.exec(error.message)?.[1]
    const byte = position === undefined ? this.#offset : Number(position)
    return this.#onProblem({ byte, message: error.message, cause: error })
  }
}
