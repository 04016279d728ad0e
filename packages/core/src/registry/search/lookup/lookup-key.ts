/** Words that Python's grammar keeps for itself: people share look-ups between the languages. */
const KEYWORDS = new Set(
  (
    'and as assert async await break class continue def del elif else except finally for from global if import in is ' +
    'lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
)

/** The method of look-ups, which no key may hide. */
const METHODS = new Set(['dict'])

/**
 * A value as a property that can be written with a dot: letters, digits and underscores in lower case, starting with a
 * letter. Several values may share a key.
 */
export function lookupKey(value: string): string {
  const key = value.replace(/[^0-9a-zA-Z_]+/g, '_').toLowerCase()
  if (!/^[a-z]/.test(key)) return `ln_${key}`
  return KEYWORDS.has(key) || METHODS.has(key) ? `${key}_` : key
}
