import { UsageError } from '../errors.ts'

/**
 * Splits `size__gt=3` into the lookup and its value, which may contain further equal signs.
 *
 * @throws {@link UsageError}
 */
export function parseFilter(text: string): readonly [lookup: string, value: string] {
  const end = text.indexOf('=')
  if (end < 1)
    throw new UsageError(
      `'${text}' is no condition.`,
      "Write it as field=value or field__lookup=value, for example 'size__gt=1000'.",
    )
  return [text.slice(0, end).trim(), text.slice(end + 1)]
}
