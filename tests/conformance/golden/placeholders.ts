/** A placeholder in angle brackets: `<root>`, `<artifact:1>`, `<unsaved uid 3>`. */
const PLACEHOLDER = /<[a-z_]+(?:[: ][A-Za-z0-9_]+(?: \d+)?)?>|\{…\}/u
const ALL_PLACEHOLDERS = new RegExp(PLACEHOLDER, 'gu')

/** Texts that a placeholder may stand for before it is bound, as a regular expression. */
const FORMS: readonly (readonly [name: RegExp, form: string, bound: boolean])[] = [
  [/^<schema_hash:\d+>$/u, '[0-9A-Za-z_-]{22}', true],
  [/^<(?:[a-z_]+:\d+|unsaved uid \d+)>$/u, '[0-9A-Za-z]{4,}?', true],
  [/^<instance_uid>$/u, '[0-9A-Za-z]{12}', true],
  [/^<time>$/u, String.raw`\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z| UTC|[+-]\d\d:?\d\d)?`, false],
  [/^<size>$/u, String.raw`\d+`, false],
  [/^<hash>$/u, '[0-9A-Za-z_-]{22}', false],
  [/^<address>$/u, '(?:0x)?[0-9a-fA-F]+', false],
  [/^\{…\}$/u, '[^]*?', false],
  [/^<rows>$/u, '[^]*?', false],
]
const ANY_TEXT = '[^]*?'

/** Whether a recorded text contains a placeholder. */
export function hasPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text)
}

/**
 * What the placeholders of one case stand for. A uid is bound on first use and stays the same; two uid placeholders of
 * one table never stand for the same uid. Times, sizes and hashes may differ every time.
 */
export class PlaceholderBindings {
  readonly #bound: Map<string, string>

  /** @param known - placeholders known beforehand, as `<root>` */
  constructor(known: Iterable<readonly [placeholder: string, text: string]> = []) {
    this.#bound = new Map(known)
  }

  /** What a placeholder is bound to. */
  get(placeholder: string): string | undefined {
    return this.#bound.get(placeholder)
  }

  bind(placeholder: string, text: string): void {
    this.#bound.set(placeholder, text)
  }

  /** Bindings that can be changed without changing these, to try a match. */
  copy(): PlaceholderBindings {
    return new PlaceholderBindings(this.#bound)
  }

  /** Takes over the bindings of a copy. */
  adopt(other: PlaceholderBindings): void {
    for (const [placeholder, text] of other.#bound) this.#bound.set(placeholder, text)
  }

  /** The text with every bound placeholder replaced; others stay. */
  fill(text: string): string {
    return text.replace(ALL_PLACEHOLDERS, (placeholder) => this.#bound.get(placeholder) ?? placeholder)
  }

  /** Whether an actual text is what a recorded one says; if so, placeholders met for the first time are bound. */
  matches(recorded: string, actual: string): boolean {
    if (!hasPlaceholder(recorded)) return recorded === actual
    const captured: string[] = []
    const match = new RegExp(`^${this.#patternOf(recorded, captured)}$`, 'u').exec(actual)
    if (!match) return false
    const found = captured.map((placeholder, index): [string, string] => [
      placeholder,
      match[index + 1] ?? '',
    ])
    if (found.some(([placeholder, text]) => this.#isTaken(placeholder, text))) return false
    for (const [placeholder, text] of found) this.bind(placeholder, text)
    return true
  }

  #patternOf(recorded: string, captured: string[]): string {
    let pattern = ''
    let end = 0
    for (const found of recorded.matchAll(ALL_PLACEHOLDERS)) {
      pattern += escaped(recorded.slice(end, found.index)) + this.#placeholderPattern(found[0], captured)
      end = found.index + found[0].length
    }
    return pattern + escaped(recorded.slice(end))
  }

  #placeholderPattern(placeholder: string, captured: string[]): string {
    const bound = this.#bound.get(placeholder)
    if (bound !== undefined) return escaped(bound)
    const earlier = captured.indexOf(placeholder)
    if (earlier >= 0) return `(?:\\${earlier + 1})`
    const [, form, binds] = FORMS.find(([name]) => name.test(placeholder)) ?? [undefined, ANY_TEXT, true]
    if (!binds) return `(?:${form})`
    captured.push(placeholder)
    return `(${form})`
  }

  /** Two rows of one table have different uids. */
  #isTaken(placeholder: string, text: string): boolean {
    const [table] = placeholder.split(':')
    if (!placeholder.includes(':')) return false
    return [...this.#bound].some(
      ([other, bound]) => other !== placeholder && other.startsWith(`${table}:`) && bound === text,
    )
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, (character) => `\\${character}`)
}
