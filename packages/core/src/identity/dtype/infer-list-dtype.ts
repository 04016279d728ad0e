import { isNumberValue, kindByTarget, numberKind } from './infer-number-dtype.ts'
import type { InferenceValues } from './inference-values.ts'

/**
 * The dtype of a list by its items, which must all be of one kind.
 *
 * @param items - at least one
 * @returns `undefined` for mixed items and for items that no list dtype has
 */
export function inferListDtype(
  items: readonly unknown[],
  target: string | undefined,
  others: Pick<InferenceValues, 'registryOf'>,
): string | undefined {
  const [first] = items
  if (typeof first === 'boolean')
    return items.every((item) => typeof item === 'boolean') ? 'list[bool]' : undefined
  if (typeof first === 'string') {
    return items.every((item) => typeof item === 'string') ? 'list[cat ? str]' : undefined
  }
  if (isNumberValue(first)) return inferNumberList(items, target)
  return inferRecordList(items, others)
}

function inferNumberList(items: readonly unknown[], target: string | undefined): string | undefined {
  // Booleans are ints in Python, but a list that begins with one is a list of booleans.
  const kinds = new Set(
    items.map((item) =>
      typeof item === 'boolean' ? 'int' : isNumberValue(item) ? numberKind(item) : 'other',
    ),
  )
  if (kinds.has('other') || (kinds.has('int') && kinds.has('float'))) return undefined
  if (kinds.has('float')) return 'list[float]'
  return kinds.has('int') ? 'list[int]' : `list[${kindByTarget(target)}]`
}

function inferRecordList(
  items: readonly unknown[],
  { registryOf }: Pick<InferenceValues, 'registryOf'>,
): string | undefined {
  const names = new Set(
    items.map((item) => (typeof item === 'object' && item !== null ? registryOf(item) : undefined)),
  )
  const [name] = names
  return names.size === 1 && name !== undefined ? `list[cat[${name}]]` : undefined
}
