import type BetterSqlite3 from 'better-sqlite3'

import { InvalidArgument } from '../../errors.ts'

/** Compiled patterns that one connection keeps. */
const MOST_PATTERNS = 100

/** Gives SQLite `lamin_regexp(pattern, text, flags)`, since it has no regular expressions of its own; null stays null. */
export function registerRegexp(handle: BetterSqlite3.Database): void {
  const compiled = new Map<string, RegExp>()
  const compile = (pattern: string, flags: string): RegExp => {
    const key = `${flags}/${pattern}`
    const known = compiled.get(key)
    if (known) return known
    const made = compilePattern(pattern, flags)
    if (compiled.size >= MOST_PATTERNS) compiled.clear()
    compiled.set(key, made)
    return made
  }
  handle.function('lamin_regexp', { deterministic: true }, (pattern, text, flags) =>
    text === null ? null : Number(compile(String(pattern), String(flags)).test(String(text))),
  )
}

/** Flags may stand at the beginning of the pattern, as in Python and Postgres: `(?i)raw`. */
function compilePattern(pattern: string, flags: string): RegExp {
  const [start = '', inline = ''] = /^\(\?([ims]+)\)/.exec(pattern) ?? []
  try {
    return new RegExp(pattern.slice(start.length), [...new Set(`${flags}${inline}u`)].join(''))
  } catch (error) {
    throw new InvalidArgument(`'${pattern}' is no regular expression: ${(error as Error).message}`, {
      cause: error,
    })
  }
}
