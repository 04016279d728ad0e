/** Scripts and signs that take two columns in a terminal. @see Unicode Standard Annex 11, "East Asian Width" */
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]/u
const COMBINING = /\p{Mark}/u

/** Columns that a text takes in a terminal. */
export function cellWidth(text: string): number {
  let width = 0
  for (const character of text) width += widthOf(character)
  return width
}

const widthOf = (character: string): number => (COMBINING.test(character) ? 0 : WIDE.test(character) ? 2 : 1)

/** The text, filled with blanks, or cut with an ellipsis, to a number of columns. */
export function fitCell(text: string, columns: number): string {
  const width = cellWidth(text)
  if (width <= columns) return text + ' '.repeat(columns - width)
  let cut = ''
  for (const character of text) {
    if (cellWidth(cut) + widthOf(character) > columns - 1) break
    cut += character
  }
  return `${cut}…${' '.repeat(columns - 1 - cellWidth(cut))}`
}
