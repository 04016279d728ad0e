import { Timestamp } from '../../identity/timestamp.ts'

/** Django's and Postgres' texts: `2026-01-02 03:04:05.678901`, with or without fraction and `+00`. */
const FORM = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:\+00(?::?00)?|Z)?$/

/**
 * Microseconds since 1970 in UTC of a time as the database writes it.
 *
 * @throws InvalidArgument when the text is no time
 */
export function microsecondsOf(text: string): bigint {
  const match = FORM.exec(text)
  if (!match) return Timestamp.of(text).toMicroseconds()
  const [, year, month, day, hour, minute, second, fraction = ''] = match
  const milliseconds = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  )
  return BigInt(milliseconds) * 1000n + BigInt(fraction.padEnd(6, '0'))
}
