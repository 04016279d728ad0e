import { UnexpectedForm } from '../golden/fields.ts'

/** Byte i of a content, by the name of its rule. */
const RULES: Readonly<Record<string, (index: number) => number>> = {
  a: (index) => (index * 31 + 7) & 255,
  // Only the last eight bits count, so the square is taken of them: it would leave exact numbers.
  b: (index) => ((index & 255) ** 2 + 3 * (index & 255) + (index >>> 8)) & 255,
}

/** The content of a file that golden cases give by rule and size in bytes. */
export function contentByRule(rule: string, size: number): Uint8Array {
  const byteAt = RULES[rule]
  if (!byteAt) throw new UnexpectedForm('rule', 'a rule of contents', rule)
  const bytes = new Uint8Array(size)
  for (let index = 0; index < size; index += 1) bytes[index] = byteAt(index)
  return bytes
}
