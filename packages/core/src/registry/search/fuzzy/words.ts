/** Words are cut here; longer ones are sequences and keys, not words. */
const LONGEST = 40

/**
 * The words of a text as the word index has them: runs of letters and digits in lower case, without diacritics.
 *
 * @see https://www.sqlite.org/fts5.html#unicode61_tokenizer
 */
export function wordsOf(text: string): string[] {
  const words = isAscii(text)
    ? text.toLowerCase().match(/[a-z0-9]+/g)
    : text
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu)
  return (words ?? []).map((word) => word.slice(0, LONGEST))
}

// oxlint-disable-next-line no-control-regex -- ASCII is meant
const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text)

/**
 * Whether a word is in the vocabulary. Words with digits are mostly identifiers: as many as there are rows, and not
 * misspelt but wrong.
 */
export const isVocabulary = (word: string): boolean => word.length > 1 && !/\p{N}/u.test(word)
