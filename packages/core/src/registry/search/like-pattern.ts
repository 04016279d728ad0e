/** Characters of a pattern; SQLite takes 50,000 bytes at most. The text itself is looked for later. */
const LONGEST = 1000

/** A pattern of `LIKE … ESCAPE '\'` for texts that contain this one, or its first thousand characters. */
export const likePattern = (text: string): string =>
  `%${shortened(text).replace(/[\\%_]/g, String.raw`\$&`)}%`

const shortened = (text: string): string =>
  text.length > LONGEST ? [...text].slice(0, LONGEST).join('') : text
