/** Texts that pandas takes as missing values. @see pandas, `read_csv`, parameter `na_values` */
const words: ReadonlySet<string> = new Set([
  '',
  '#N/A',
  '#N/A N/A',
  '#NA',
  '-1.#IND',
  '-1.#QNAN',
  '-NaN',
  '-nan',
  '1.#IND',
  '1.#QNAN',
  '<NA>',
  'N/A',
  'NA',
  'NULL',
  'NaN',
  'None',
  'n/a',
  'nan',
  'null',
])

const longestWord = 8 + 1
const firstCharacters: ReadonlySet<number> = new Set(
  [...words].filter(Boolean).map((word) => word.charCodeAt(0)),
)

/** Whether a field stands for a missing value; the cheap tests before the look-up settle most fields. */
export function isMissingText(field: string): boolean {
  if (field.length === 0) return true
  if (field.length > longestWord || !firstCharacters.has(field.charCodeAt(0))) return false
  return words.has(field)
}
