/** How a text is looked for. */
export interface SearchTextOptions {
  /** Whether case counts everywhere but for containing the text at all, see `foldsAll`. */
  readonly caseSensitive?: boolean
  /**
   * Which letters count as the same in both cases: all of them, as on Postgres, or those of ASCII, as on SQLite. There,
   * containing the text is a matter of ASCII case even in a search that minds case.
   */
  readonly foldsAll?: boolean
  /** Looks for the first four fifths of a text of more than five characters: finds names like the given one. */
  readonly truncated?: boolean
}

/** What a match adds to the score of a field; all that hold are summed up. */
const WEIGHTS = { equal: 200, entry: 200, phrase: 10, start: 8, left: 2, right: 2, contains: 1, nameStart: 2 }

const PHRASE_ENDS = ' |.,;:'

/** A text to search for, and the score of a field that contains it. */
export class SearchText {
  /** What is looked for, without blanks around it. */
  readonly text: string
  readonly #options: SearchTextOptions
  readonly #folded: string

  constructor(given: string, options: SearchTextOptions = {}) {
    this.#options = options
    this.text = (options.truncated ? mostOf(given) : given).trim()
    this.#folded = this.#fold(this.text)
  }

  /** Whether letters beyond ASCII count: where the text stands is told whatever their case, as in the reference. */
  get isBeyondAscii(): boolean {
    return !this.#options.foldsAll && !isAscii(this.text)
  }

  /** Whether a value contains the text. */
  isIn(value: string): boolean {
    const { caseSensitive = false, foldsAll = false } = this.#options
    if (caseSensitive && foldsAll) return value.includes(this.text)
    return this.#fold(value).includes(this.#folded)
  }

  /**
   * @param isName - the field is the one by which people call the records: its start counts in truncated searches
   * @returns 0 when the value does not contain the text, in whatever case
   */
  score(value: string, isName = false): number {
    const isIn = this.isIn(value)
    if (!isIn && !this.isBeyondAscii) return 0
    const { caseSensitive = false, truncated = false } = this.#options
    const folded = this.#fold(value)
    const [held, wanted] = caseSensitive ? [value, this.text] : [folded, this.#folded]
    let score = isIn ? WEIGHTS.contains : 0
    if (caseSensitive || !this.isBeyondAscii) score += places(held, wanted)
    else score += places(value.toLowerCase(), this.text.toLowerCase())
    if (held === wanted) score += WEIGHTS.equal
    if (truncated && isName && folded.startsWith(this.#folded)) score += WEIGHTS.nameStart
    return score
  }

  #fold(value: string): string {
    return this.#options.foldsAll ? value.toLowerCase() : asciiLowerCase(value)
  }
}

/** Score for where the text stands: alone in an entry, as a phrase, at the start of an entry, at one end of a word. */
function places(held: string, wanted: string): number {
  let [entry, phrase, start, left, right] = [false, false, false, false, false]
  for (let at = held.indexOf(wanted); at !== -1; at = held.indexOf(wanted, at + 1)) {
    const end = at + wanted.length
    const before = held[at - 1]
    const after = held[end]
    const opens = before === undefined || before === '|'
    const closes = after === undefined || after === '|'
    const endsPhrase = after === undefined || PHRASE_ENDS.includes(after)
    entry ||= opens && closes
    phrase ||= (before === undefined || PHRASE_ENDS.includes(before)) && endsPhrase
    start ||= opens && !hasBlankInEntry(held, end)
    left ||= opens || before === ' '
    right ||= endsPhrase
    if (at >= held.length) break
  }
  return (
    (entry ? WEIGHTS.entry : 0) +
    (phrase ? WEIGHTS.phrase : 0) +
    (start ? WEIGHTS.start : 0) +
    (left ? WEIGHTS.left : 0) +
    (right ? WEIGHTS.right : 0)
  )
}

/** Whether a blank follows before the next bar. */
function hasBlankInEntry(text: string, from: number): boolean {
  const blank = text.indexOf(' ', from)
  if (blank === -1) return false
  const bar = text.indexOf('|', from)
  return bar === -1 || blank < bar
}

function mostOf(text: string): string {
  const characters = [...text]
  return characters.length > 5 ? characters.slice(0, Math.floor(characters.length * 0.8)).join('') : text
}

// oxlint-disable-next-line no-control-regex -- ASCII is meant
const ASCII = /^[\x00-\x7f]*$/

/** Lower case for A to Z only, as SQLite's `LIKE` compares. */
export const asciiLowerCase = (text: string): string =>
  ASCII.test(text) ? text.toLowerCase() : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

// oxlint-disable-next-line no-control-regex -- all of ASCII
const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text)
