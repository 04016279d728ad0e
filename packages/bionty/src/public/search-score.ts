/** What a match adds to the score of a column; all that hold are summed up. */
const WEIGHTS = { equal: 200, entry: 200, phrase: 10, start: 8, left: 2, right: 2, contains: 1 }

const PHRASE_ENDS = ' |.,;:'

/**
 * The score of a column that contains a text: whether it equals it or one of its entries between bars, and how the text is
 * delimited. Places after the first line of a text count as containing it only, as in the reference.
 *
 * @returns 0 when the value does not contain the text
 */
export function searchScore(value: string, text: string): number {
  if (!value.includes(text)) return 0
  const found = { entry: false, phrase: false, start: false, left: false, right: false }
  for (const at of placesOnFirstLine(value, text)) {
    const end = at + text.length
    const before = value[at - 1]
    const isLast = end >= value.length || value.slice(end) === '\n'
    const opens = before === undefined || before === '|'
    const endsPhrase = isLast || PHRASE_ENDS.includes(value[end] ?? '')
    found.entry ||= opens && (isLast || value[end] === '|')
    found.phrase ||= (before === undefined || PHRASE_ENDS.includes(before)) && endsPhrase
    found.start ||= opens && !hasBlankInEntry(value, end)
    found.left ||= opens || before === ' '
    found.right ||= endsPhrase
  }
  const { entry, phrase, start, left, right } = WEIGHTS
  return (
    WEIGHTS.contains +
    (value === text ? WEIGHTS.equal : 0) +
    (found.entry ? entry : 0) +
    (found.phrase ? phrase : 0) +
    (found.start ? start : 0) +
    (found.left ? left : 0) +
    (found.right ? right : 0)
  )
}

function* placesOnFirstLine(value: string, text: string): Iterable<number> {
  const lineEnd = value.indexOf('\n')
  const last = lineEnd === -1 ? value.length : lineEnd
  for (let at = value.indexOf(text); at !== -1 && at <= last; at = value.indexOf(text, at + 1)) {
    yield at
    if (at >= value.length) return
  }
}

/** Whether a blank follows before the next bar. */
function hasBlankInEntry(text: string, from: number): boolean {
  const blank = text.indexOf(' ', from)
  if (blank === -1) return false
  const bar = text.indexOf('|', from)
  return bar === -1 || blank < bar
}

/** Lower case, letter by letter, so that places stay where they are. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return [...text]
    .map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter))
    .join('')
}
