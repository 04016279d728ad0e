import type { Feature, Instance } from '@lamindb/core'

import { UsageError } from '../errors.ts'

/** Values of features as they were written: one text, or several. */
export type FeatureTexts = ReadonlyMap<string, string | readonly string[]>

/**
 * Reads `name=value`, `name=v1,v2` and `name="v1","v2"`, as Python's command line does: quotes keep commas in a value.
 *
 * @throws {@link UsageError}
 */
export function parseFeatures(texts: readonly string[]): FeatureTexts {
  return new Map(texts.map(parseFeature))
}

function parseFeature(text: string): readonly [name: string, value: string | readonly string[]] {
  const end = text.indexOf('=')
  if (end < 1)
    throw new UsageError(
      `'${text}' is no value of a feature.`,
      'Write it as name=value or name=first,second.',
    )
  const parts = text.slice(end + 1).match(/"[^"]*"|[^,]+/g) ?? ['']
  const values = parts.map((part) => part.replace(/^"(.*)"$/, '$1').trim())
  return [text.slice(0, end).trim(), values.length === 1 ? (values[0] as string) : values]
}

/**
 * Texts as values of the dtypes of their features: numbers, booleans, days and moments; labels stay names. Features that
 * do not exist keep their text: annotating says what to do about them.
 *
 * @throws {@link UsageError} for a text that is no number, or neither true nor false
 */
export async function readFeatureValues(
  db: Instance,
  texts: FeatureTexts,
): Promise<{ readonly [feature: string]: unknown }> {
  if (texts.size === 0) return {}
  const { CalendarDate, Timestamp } = await import('@lamindb/core/identity')
  const features = await db.Feature.filter({ name: { $in: [...texts.keys()] } })
  const dtypes = new Map(features.map(({ name, dtype }: Feature) => [name, dtype ?? '']))
  const readers: { readonly [dtype: string]: (text: string) => unknown } = {
    int: toNumber,
    float: toNumber,
    num: toNumber,
    bool: toBoolean,
    date: (text) => CalendarDate.parse(text),
    datetime: (text) => Timestamp.of(text),
    'datetime64[ns, UTC]': (text) => Timestamp.of(text),
  }
  const entries = [...texts].map(([name, given]) => {
    const dtype = dtypes.get(name) ?? ''
    const item = /^list\[(.*)\]$/.exec(dtype)?.[1]
    const reader = readers[item ?? dtype]
    const read = (text: string): unknown => (reader === undefined ? text : readAs(name, dtype, reader, text))
    const isList = item !== undefined || typeof given !== 'string'
    return [name, isList ? [given].flat().map(read) : read(given)] as const
  })
  return Object.fromEntries(entries)
}

function readAs(feature: string, dtype: string, read: (text: string) => unknown, text: string): unknown {
  try {
    return read(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(
      `Feature '${feature}' (${dtype}) cannot have this value: ${reason} Nothing was changed.`,
    )
  }
}

function toNumber(text: string): number {
  const number = Number(text)
  if (text.trim() === '' || Number.isNaN(number)) throw new UsageError(`'${text}' is no number.`)
  return number
}

function toBoolean(text: string): boolean {
  const lower = text.toLowerCase()
  if (lower !== 'true' && lower !== 'false') throw new UsageError(`'${text}' is neither true nor false.`)
  return lower === 'true'
}
