import type { Table, Vector } from 'apache-arrow'

/** Values of a column as plain JavaScript: lists as arrays, structs as objects. */
export function plainColumn(table: Table, name: PropertyKey): unknown[] {
  const vector = table.getChild(String(name))
  if (vector === null) throw new Error(`no column ${String(name)}`)
  return plainVector(vector)
}

/** Raw numbers of a column of fixed width, such as nanoseconds of timestamps; `null` where missing. */
export function rawColumn(table: Table, name: PropertyKey): unknown[] {
  const vector = table.getChild(String(name))
  if (vector === null) throw new Error(`no column ${String(name)}`)
  return vector.data.flatMap((data) =>
    Array.from({ length: data.length }, (_, row): unknown => (data.getValid(row) ? data.values[row] : null)),
  )
}

function plainVector(vector: Vector): unknown[] {
  return Array.from({ length: vector.length }, (_, row) => plain(vector.get(row)))
}

function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  if (value instanceof Uint32Array) return String(value)
  if ('toJSON' in value && typeof value.toJSON === 'function') return plain(value.toJSON())
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]))
}
