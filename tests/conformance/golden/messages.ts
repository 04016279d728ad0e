import type { PlaceholderBindings } from './placeholders.ts'
import { quotedParts } from './quoted-messages.ts'
import { readReport } from './structural-report.ts'

/** A list of terms in quotes; its order comes from a set. */
const QUOTED_TERMS = /'[^'\n]*'(?:, '[^'\n]*')+|"[^"\n]*"(?:, "[^"\n]*")+/gu

/** A list of terms after a colon or bracket, in which terms may have quotes within. */
const LISTED_TERMS =
  /(?<=: |\[)(?:'(?:[^'\n]|'(?!, |\]|$))*'|"[^"\n]*")(?:, (?:'(?:[^'\n]|'(?!, |\]|$))*'|"[^"\n]*"))+/gmu

/**
 * Which messages of LaminDB's own errors are compared: all of them, or only those that the specification quotes, and
 * of those the quoted words.
 */
export type MessageRule = 'all' | 'quoted'

/**
 * Whether a message says what the recorded one says: terms in quotes as sets, a structural report by its findings,
 * placeholders bound.
 */
export function sameMessage(
  recorded: string,
  actual: string,
  rule: MessageRule,
  bindings: PlaceholderBindings,
): boolean {
  if (rule === 'all') return sameText(recorded, actual, bindings)
  const expected = quotedParts(recorded)
  if (!expected) return true
  const found = quotedParts(actual)
  if (!found || found.template !== expected.template) return false
  return expected.parts.every((part, index) => sameText(part, found.parts[index] ?? '', bindings))
}

function sameText(recorded: string, actual: string, bindings: PlaceholderBindings): boolean {
  const expected = readReport(recorded)
  if (!expected) return bindings.matches(ordered(recorded), ordered(actual))
  const found = readReport(actual)
  return (
    found !== undefined &&
    expected.findings.length === found.findings.length &&
    expected.findings.every((finding, index) => bindings.matches(finding, found.findings[index] ?? '')) &&
    bindings.matches(ordered(expected.before), ordered(found.before)) &&
    bindings.matches(ordered(expected.after), ordered(found.after))
  )
}

/** Blank ends do not count; terms of a list are sorted. */
function ordered(message: string): string {
  return message
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()
    .replace(LISTED_TERMS, sorted)
    .replace(QUOTED_TERMS, sorted)
}

const sorted = (terms: string): string => terms.split(', ').toSorted().join(', ')
