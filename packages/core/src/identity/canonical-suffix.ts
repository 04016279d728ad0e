import { defaultSuffixFormats, type SuffixFormats } from './suffix-formats.ts'
import { pathSuffixes } from './path-suffixes.ts'

/** What the end of a path says about its format. */
export interface CanonicalSuffix {
  /** Value of the column `suffix`: a known format, or empty. */
  readonly canonical: string
  /** What of the ending counts when a key is compared with a path; differs from `canonical` for unknown formats. */
  readonly raw: string
}

/**
 * Recognises the format that a path or key ends with; case does not matter.
 *
 * @param formats - those of the instance, which may know more than the defaults
 */
export function canonicalSuffix(
  path: string,
  formats: SuffixFormats = defaultSuffixFormats,
): CanonicalSuffix {
  const suffixes = pathSuffixes(path).map((suffix) => suffix.toLowerCase())
  const last = suffixes.at(-1) ?? ''
  const known = suffixes.length < 2 ? singleFormat(last, formats) : combinedFormat(suffixes, last, formats)
  return known === undefined ? { canonical: '', raw: last } : { canonical: known, raw: known }
}

function singleFormat(suffix: string, { simple, encodings }: SuffixFormats): string | undefined {
  return simple.has(suffix) || encodings.has(suffix) ? suffix : undefined
}

function combinedFormat(
  suffixes: readonly string[],
  last: string,
  formats: SuffixFormats,
): string | undefined {
  const whole = suffixes.join('')
  const composite = [...formats.composite].find((candidate) => whole.endsWith(candidate))
  if (composite !== undefined) return composite
  if (formats.simple.has(last)) return last
  if (!formats.encodings.has(last)) return undefined
  return encodedFormat(suffixes.at(-3) ?? '', suffixes.at(-2) ?? '', last, formats)
}

function encodedFormat(
  beforePrevious: string,
  previous: string,
  encoding: string,
  { simple }: SuffixFormats,
): string {
  if (previous === '.tar') return `${simple.has(beforePrevious) ? beforePrevious : ''}.tar${encoding}`
  return simple.has(previous) ? previous + encoding : encoding
}
