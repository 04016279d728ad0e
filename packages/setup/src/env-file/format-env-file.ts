import { interpolate } from './interpolate.ts'
import { parseEnvFile } from './parse-env-file.ts'
import { UnwritableSetting } from '../errors.ts'

/** A value as settings files hold it; `null` is written as the word, booleans as Python spells them. */
export type EnvValue = string | boolean | null

/**
 * Writes assignments as Python LaminDB does: `KEY=VALUE`, one a line, never quoted, in the given order.
 *
 * The format has no way to quote, so a text that a reader would understand differently cannot be written: one with
 * ` #`, `${…}`, a line break, white space at an end, a leading quote, or the word `null`.
 *
 * @throws {@link UnwritableSetting} for such a text; the error does not repeat it, since it may be a password
 */
export function formatEnvFile(entries: readonly (readonly [key: string, value: EnvValue])[]): string {
  return entries.map(([key, value]) => `${key}=${formatValue(key, value)}\n`).join('')
}

/** Whether a text survives being written to an env file and read again, by us or by Python. */
export function isPlainEnvText(value: string): boolean {
  return value !== 'null' && readBack(value) === value
}

function formatValue(key: string, value: EnvValue): string {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (!isPlainEnvText(value)) throw new UnwritableSetting(key)
  return value
}

function readBack(value: string): string | undefined {
  const entries = parseEnvFile(`key=${value}\n`)
  return entries.length === 1 ? interpolate(entries, {}).get('key') : undefined
}
