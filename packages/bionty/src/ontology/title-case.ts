const decoder = new TextDecoder()
const cased = /^\p{Cased}$/u
const casedBefore = /\p{Cased}\p{Case_Ignorable}*$/u
const casedAfter = /^\p{Case_Ignorable}*\p{Cased}/u
const capitalSigma = 0x3a3

/**
 * Title case by code point, as Python's `str.title()` makes it: a letter after a letter becomes lower case, any other
 * letter title case. Everything that is not cased (digits, apostrophes, hyphens) starts a new word, so `that's` becomes
 * `That'S` and `3rd` becomes `3Rd`. Descriptions in the database are written in this form.
 *
 * @see Unicode Standard, section 3.13, "Default Case Algorithms"; SpecialCasing.txt
 */
export function titleCase(text: string): string {
  const bytes = new Uint8Array(text.length)
  let afterLetter = false
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit > 0x7f) return titleCaseOfAnyScript(text)
    const lower = unit | 0x20
    const isLetter = lower >= 0x61 && lower <= 0x7a
    bytes[i] = isLetter ? (afterLetter ? lower : lower - 0x20) : unit
    afterLetter = isLetter
  }
  return decoder.decode(bytes)
}

function titleCaseOfAnyScript(text: string): string {
  let result = ''
  let position = 0
  let afterLetter = false
  for (const character of text) {
    const isLetter = cased.test(character)
    result += isLetter
      ? afterLetter
        ? lowerCase(text, position, character)
        : titleOf(character)
      : titleOf(character)
    afterLetter = isLetter
    position += character.length
  }
  return result
}

function lowerCase(text: string, position: number, character: string): string {
  if (character.charCodeAt(0) !== capitalSigma) return character.toLowerCase()
  const ends = casedBefore.test(text.slice(0, position)) && !casedAfter.test(text.slice(position + 1))
  return ends ? 'ς' : 'σ'
}

/** The title-case mapping, which JavaScript lacks: upper case but for the characters below. */
function titleOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return character.toUpperCase()
  if (isGeorgian(code)) return character
  if (isGreekWithIota(code)) return String.fromCodePoint(code | 8)
  return titleForms.get(character) ?? character.toUpperCase()
}

/** Mkhedruli letters have capitals for texts written in capitals only, so their title case is the letter itself. */
function isGeorgian(code: number): boolean {
  return code >= 0x10d0 && code <= 0x10ff && code !== 0x10fb && code !== 0x10fc
}

/** Letters whose iota subscript becomes a letter of its own in upper case, and stays below in title case. */
function isGreekWithIota(code: number): boolean {
  return code >= 0x1f80 && code <= 0x1faf
}

const titleForms: ReadonlyMap<string, string> = new Map([
  ['ß', 'Ss'],
  ['Ǆ', 'ǅ'],
  ['ǅ', 'ǅ'],
  ['ǆ', 'ǅ'],
  ['Ǉ', 'ǈ'],
  ['ǈ', 'ǈ'],
  ['ǉ', 'ǈ'],
  ['Ǌ', 'ǋ'],
  ['ǋ', 'ǋ'],
  ['ǌ', 'ǋ'],
  ['Ǳ', 'ǲ'],
  ['ǲ', 'ǲ'],
  ['ǳ', 'ǲ'],
  ['և', 'Եւ'],
  ['\u1fb2', '\u1fba\u0345'],
  ['\u1fb3', '\u1fbc'],
  ['\u1fb4', '\u0386\u0345'],
  ['\u1fb7', '\u0391\u0342\u0345'],
  ['\u1fbc', '\u1fbc'],
  ['\u1fc2', '\u1fca\u0345'],
  ['\u1fc3', '\u1fcc'],
  ['\u1fc4', '\u0389\u0345'],
  ['\u1fc7', '\u0397\u0342\u0345'],
  ['\u1fcc', '\u1fcc'],
  ['\u1ff2', '\u1ffa\u0345'],
  ['\u1ff3', '\u1ffc'],
  ['\u1ff4', '\u038f\u0345'],
  ['\u1ff7', '\u03a9\u0342\u0345'],
  ['\u1ffc', '\u1ffc'],
  ['ﬀ', 'Ff'],
  ['ﬁ', 'Fi'],
  ['ﬂ', 'Fl'],
  ['ﬃ', 'Ffi'],
  ['ﬄ', 'Ffl'],
  ['ﬅ', 'St'],
  ['ﬆ', 'St'],
  ['ﬓ', 'Մն'],
  ['ﬔ', 'Մե'],
  ['ﬕ', 'Մի'],
  ['ﬖ', 'Վն'],
  ['ﬗ', 'Մխ'],
])
