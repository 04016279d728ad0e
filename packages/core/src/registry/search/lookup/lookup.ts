import type { Logger } from '../../../instance/logger.ts'
import type { Keep } from '../../can-curate/curation-options.ts'
import { lookupKey } from './lookup-key.ts'

/** A value, and what is found by it. */
export type LookupEntry<T> = readonly [value: unknown, found: T]

/**
 * Records by properties that are made from a field, for completion in editors: `lookup.t_cell`. A plain object; values
 * that differ in signs only share a property, which says so when it is read for the first time.
 */
export class Lookup<T> {
  readonly #byValue = new Map<string, T[]>()

  constructor(entries: Iterable<LookupEntry<T>>, keep: Keep, logger: Logger) {
    const byKey = new Map<string, T[]>()
    for (const [value, found] of entries) {
      if (typeof value !== 'string' || value === '') continue
      append(this.#byValue, value, found)
      append(byKey, lookupKey(value), found)
    }
    for (const [key, all] of byKey) Object.defineProperty(this, key, propertyOf(key, all, keep, logger))
  }

  /** What is found by the values themselves; a list where several records have a value. */
  dict(): { [value: string]: T | T[] } {
    return Object.fromEntries(
      [...this.#byValue].map(([value, all]) => [value, all.length > 1 ? all : (all[0] as T)]),
    )
  }
}

function append<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key)
  if (items) items.push(item)
  else map.set(key, [item])
}

function propertyOf(key: string, all: readonly unknown[], keep: Keep, logger: Logger): PropertyDescriptor {
  if (all.length === 1) return { value: all[0], enumerable: true }
  const kept = keep === false ? all : keep === 'last' ? all.at(-1) : all[0]
  const name = keep === false ? 'False' : keep
  let isTold = false
  return {
    enumerable: true,
    get() {
      if (!isTold)
        logger.warning(`${all.length} records found for '${key}'. Returning based on keep='${name}'.`)
      isTold = true
      return kept
    },
  }
}
