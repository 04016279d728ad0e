import { floatRepr } from '../python/float-repr.ts'

/**
 * A value of a golden file. Numbers keep what their text says: written without point and exponent they are ints
 * (`bigint`), else floats (`number`).
 */
export type GoldenJson = null | boolean | bigint | number | string | readonly GoldenJson[] | GoldenObject

/** A JSON object of a golden file, keys in the order of the file. */
export interface GoldenObject {
  readonly [key: string]: GoldenJson
}

/** The third argument of a `JSON.parse` reviver, which carries the text of a number. */
interface ReviverContext {
  readonly source?: string
}

type SourceReviver = (key: string, value: unknown, context: ReviverContext) => unknown

/**
 * Reads JSON without losing ints beyond 2^53 or the difference between `1` and `1.0`.
 *
 * @throws SyntaxError when the text is no JSON
 */
export function parseGoldenJson(text: string): GoldenJson {
  const reviver: SourceReviver = (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && /^-?\d+$/u.test(source) ? BigInt(source) : value
  return JSON.parse(text, reviver as (key: string, value: unknown) => unknown) as GoldenJson
}

/** Whether a value is a JSON object. */
export function isGoldenObject(value: GoldenJson | undefined): value is GoldenObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value is a JSON array. */
export function isGoldenList(value: GoldenJson | undefined): value is readonly GoldenJson[] {
  return Array.isArray(value)
}

/** The object with one tag that stands for a value without JSON form: `{"$set": […]}` has the tag `$set`. */
export function tagOf(value: GoldenJson): string | undefined {
  if (!isGoldenObject(value)) return undefined
  return Object.keys(value).find((key) => key.startsWith('$'))
}

/** JSON text of a value for messages, floats with their point; long ones are cut. */
export function showGolden(value: GoldenJson | undefined, limit = 300): string {
  const text = value === undefined ? 'nothing' : golden(value)
  return text.length > limit ? `${text.slice(0, limit)}… (${text.length} characters)` : text
}

function golden(value: GoldenJson): string {
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return floatRepr(value)
  if (isGoldenList(value)) return `[${value.map(golden).join(', ')}]`
  if (!isGoldenObject(value)) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${golden(item)}`)
    .join(', ')}}`
}
