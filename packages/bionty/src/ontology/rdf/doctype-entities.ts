/** More than any namespace needs, and little enough that nested entities cannot fill the memory. */
const maxEntityLength = 4096

const declaration = /<!ENTITY\s+([\w.:-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/g
const reference = /&(#\d+|#x[\da-fA-F]+|[\w.:-]+);/g

const predefined: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

/**
 * Values of the internal entities that a document type declares, with the entities in them replaced. OWL editors
 * declare namespaces in this way. External entities are left out: nothing is fetched, and a mention of one is an error.
 *
 * @param doctype - what stands between `<!DOCTYPE` and its `>`
 * @returns the values by name, or the name of the first entity that would be longer than 4096 characters
 * @see XML 1.0, section 4.2.1 "Internal Entities"
 */
export function doctypeEntities(doctype: string): ReadonlyMap<string, string> | { readonly tooLong: string } {
  const entities = new Map<string, string>()
  for (const [, name = '', double, single] of doctype.matchAll(declaration)) {
    if (entities.has(name)) continue
    const value = expand(double ?? single ?? '', entities)
    if (value === undefined) return { tooLong: name }
    entities.set(name, value)
  }
  return entities
}

/** Entities can only mention earlier ones here, so that this ends. */
function expand(value: string, entities: ReadonlyMap<string, string>): string | undefined {
  let result = ''
  let end = 0
  for (const match of value.matchAll(reference)) {
    const name = match[1] ?? ''
    result += value.slice(end, match.index) + (valueOf(name, entities) ?? match[0])
    end = match.index + match[0].length
    if (result.length > maxEntityLength) return undefined
  }
  result += value.slice(end)
  return result.length > maxEntityLength ? undefined : result
}

function valueOf(name: string, entities: ReadonlyMap<string, string>): string | undefined {
  if (name.startsWith('#x')) return character(Number.parseInt(name.slice(2), 16))
  if (name.startsWith('#')) return character(Number.parseInt(name.slice(1), 10))
  return predefined.get(name) ?? entities.get(name)
}

function character(code: number): string | undefined {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
