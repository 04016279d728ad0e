import { Fields } from './fields.ts'
import { isGoldenList, isGoldenObject, type GoldenJson } from './golden-json.ts'
import type { PlaceholderBindings } from './placeholders.ts'

/** A case whose inputs hold what the placeholders in them stand for: uids of given rows, folders. */
export function fillInputs(
  recorded: Fields,
  inputs: readonly string[],
  bindings: PlaceholderBindings,
): Fields {
  const entries = Object.entries(recorded.object).map(
    ([name, value]) => [name, inputs.includes(name) ? filled(value, bindings) : value] as const,
  )
  return new Fields(Object.fromEntries(entries))
}

function filled(value: GoldenJson, bindings: PlaceholderBindings): GoldenJson {
  if (typeof value === 'string') return bindings.fill(value)
  if (isGoldenList(value)) return value.map((item) => filled(item, bindings))
  if (!isGoldenObject(value)) return value
  const entries = Object.entries(value)
  return Object.fromEntries(entries.map(([key, item]) => [bindings.fill(key), filled(item, bindings)]))
}
