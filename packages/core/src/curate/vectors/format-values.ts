/** At most twenty different values in quotes. */
export function formatValues(values: Iterable<unknown>, quote = "'"): string {
  const texts = [...new Set([...values].map(String))]
  const shown = texts.slice(0, 20).map((text) => `${quote}${text}${quote}`)
  return texts.length > 20 ? `${shown.join(', ')}, ...` : shown.join(', ')
}
