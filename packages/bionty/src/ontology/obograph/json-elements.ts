import { TokenParser, Tokenizer } from '@streamparser/json'

/** A value that was met at one of the paths asked for, with the keys and indices that lead to it. */
export type ElementHandler = (value: unknown, path: readonly (string | number | undefined)[]) => void

/** JSON that breaks its grammar. */
export interface JsonProblem {
  /** Offset in bytes of the token that does not fit. */
  readonly byte: number
  /** That token, or the end of the file. */
  readonly found: string
  readonly cause: unknown
}

/** How the library words its errors; it offers no fields. */
const positionInMessage = /absolute position "(\d+)"/
const foundInMessage = /^Unexpected (?:\w+ )?\(?(".*?")\)? (?:in state|at chunk position)/s

/**
 * Hands out the values at given paths of a JSON document of any size, one after the other, keeping none. Strings are
 * UTF-8; bytes that are not become U+FFFD.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export class JsonElements {
  readonly #tokenizer = new Tokenizer()
  readonly #parser: TokenParser
  /** Offset of the last token. */
  #offset = 0
  #size = 0
  #problem: JsonProblem | undefined

  /** @param paths - such as `$.graphs.*.nodes.*`; `*` stands for any key or index */
  constructor(paths: readonly string[], onElement: ElementHandler) {
    const parser = new TokenParser({ paths: [...paths], keepStack: false })
    this.#parser = parser
    parser.onValue = ({ value, key, stack }) => {
      onElement(value, [...stack.slice(1).map((level) => level.key), key])
    }
    parser.onError = (error) => this.#noteProblem(error)
    this.#tokenizer.onToken = (token) => {
      this.#offset = token.offset
      parser.write(token)
    }
    this.#tokenizer.onError = (error) => this.#noteProblem(error)
  }

  /** @returns what is wrong, if something is; nothing can be written then any more */
  write(chunk: Uint8Array): JsonProblem | undefined {
    this.#size += chunk.length
    this.#tokenizer.write(chunk)
    return this.#problem
  }

  /** Says that the document ends here. Returns what is wrong, if something is. */
  end(): JsonProblem | undefined {
    if (!this.#tokenizer.isEnded) this.#tokenizer.end()
    if (!this.#parser.isEnded) this.#problem ??= this.#endsTooEarly()
    return this.#problem
  }

  /** The first problem counts: whatever follows may be its consequence. */
  #noteProblem(error: Error): void {
    const found = foundInMessage.exec(error.message)?.[1]
    const position = positionInMessage.exec(error.message)?.[1]
    const byte = position === undefined ? this.#offset : Number(position)
    this.#problem ??= found === undefined ? this.#endsTooEarly(error) : { byte, found, cause: error }
  }

  #endsTooEarly(cause?: Error): JsonProblem {
    return { byte: this.#size, found: 'the end of the file', cause }
  }
}
