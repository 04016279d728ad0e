import type BetterSqlite3 from 'better-sqlite3'

/** Compiled patterns that one connection keeps. */
const MOST_PATTERNS = 100

/** Gives SQLite `lamin_regexp(pattern, text, flags)`, since it has no regular expressions of its own; null stays null. */
export function registerRegexp(handle: BetterSqlite3.Database): void {
  const compiled = new Map<string, RegExp>()
  const compile = (pattern: string, flags: string): RegExp => {
    const key = `${flags}/${pattern}`
    const known = compiled.get(key)
    if (known) return known
    const made = new RegExp(pattern, `${flags}u`)
    if (compiled.size >= MOST_PATTERNS) compiled.clear()
    compiled.set(key, made)
    return made
  }
  handle.function('lamin_regexp', { deterministic: true }, (pattern, text, flags) =>
    text === null ? null : Number(compile(String(pattern), String(flags)).test(String(text))),
  )
}
