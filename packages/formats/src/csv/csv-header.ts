/**
 * Names of the columns from the fields of the header line, as pandas makes them: an empty field becomes `Unnamed: 2`, and
 * of equal names all but the first get a number, `a.1`, that no other column has.
 */
export function columnNames(header: readonly string[]): string[] {
  const names = header.map((field, index) => (field === '' ? `Unnamed: ${index}` : field))
  const given = new Set(names)
  const seen = new Map<string, number>()
  // Names that the file gives are settled before those that are made up.
  const order = [...names.keys()].sort((a, b) => Number(header[a] === '') - Number(header[b] === '') || a - b)
  for (const index of order) {
    const name = names[index] ?? ''
    const unique = uniqueName(name, given, seen)
    names[index] = unique
    given.add(unique)
    seen.set(unique, (seen.get(unique) ?? 0) + 1)
  }
  return names
}

function uniqueName(name: string, given: ReadonlySet<string>, seen: Map<string, number>): string {
  let number = seen.get(name) ?? 0
  if (number === 0) return name
  while (given.has(`${name}.${number}`)) number++
  seen.set(name, number + 1)
  return `${name}.${number}`
}
