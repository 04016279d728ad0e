/** What stands in the place of a secret. */
export const redactedValue = '***REDACTED***'

const sensitiveKey =
  /(?:^|[_\-.])(?:api[_-]?key|access[_-]?key|secret|token|password|passwd|private[_-]?key|client[_-]?secret)(?:$|[_\-.])/

const postgresUrlWithPassword = /^postgres(?:ql)?:\/\/[^:@/\s]+:[^@/\s]+@[^/\s]+(?:\/\S*)?$/i

/** Whether the name of a parameter or variable, in camel or snake case, says that its value is a secret. */
export function isSensitiveKey(key: string): boolean {
  const snakeCase = key.replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2').replace(/([a-z0-9])([A-Z])/g, '$1_$2')
  return sensitiveKey.test(snakeCase.toLowerCase())
}

/** Whether a value is a secret by itself: the URL of a Postgres database with user and password. */
export function isSensitiveValue(value: unknown): boolean {
  return typeof value === 'string' && postgresUrlWithPassword.test(value.trim())
}

/** The parameters with every secret value replaced, in the same order. */
export function redactParams<Value>(params: Readonly<Record<string, Value>>): Record<string, Value | string> {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]): [string, Value | string] => [
      key,
      isSensitiveKey(key) || isSensitiveValue(value) ? redactedValue : value,
    ]),
  )
}

/** A source text without its secrets. */
export interface RedactedSource {
  readonly text: string
  /** Number of literals that were replaced. */
  readonly redactions: number
}

/** A quoted literal: in triple quotes over several lines, or in single ones on one line, with escaped quotes inside. */
const literal =
  /(?<prefix>[rRbBuU]{0,2})(?:(?<triple>"""|''')(?<long>(?:\\[^]|(?!\k<triple>)[^])*)\k<triple>|(?<quote>['"`])(?<short>(?:\\.|(?!\k<quote>)[^\\\n])*)\k<quote>)/

/** `os.environ["X"] =` and `process.env["X"] =`; `process.env.X =` is an assignment like every other. */
const environment =
  /(?<target>(?:os\.environ|process\.env)\[\s*(?<keyQuote>['"])(?<key>[^'"]+)\k<keyQuote>\s*\]\s*=\s*)/

/** `name =`, `name: Type =`, `name:` and `name :=`. The name may be qualified. */
const assignment =
  /(?<target>(?<![\w$])(?<key>[A-Za-z_$][\w$.-]*)\s*(?::\s*[A-Za-z_][\w.]*(?:\[[\w., ]*\])?(?:\s*\|\s*\w+)*\s*=(?!=)|:=|=|:)\s*)/

/** `"name":` in a dictionary or object. */
const quotedKey = /(?<target>(?<keyQuote>['"])(?<key>[^'"]+)\k<keyQuote>\s*:\s*)/

/**
 * Replaces the quoted literals that a source text in Python, TypeScript or the like assigns to names that sound
 * secret, and literals that are secrets by themselves. Other right-hand sides (names, calls, look-ups of the
 * environment) stay, so that the code can still be run.
 */
export function redactSource(source: string): RedactedSource {
  let redactions = 0
  const replace = (match: string, ...rest: unknown[]): string => {
    const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>
    const content = groups['long'] ?? groups['short'] ?? ''
    if (!isSensitiveKey(groups['key'] ?? '') && !isSensitiveValue(content)) return match
    if (content === redactedValue) return match
    redactions++
    const quote = groups['triple'] ?? groups['quote'] ?? ''
    return `${groups['target']}${groups['prefix']}${quote}${redactedValue}${quote}`
  }
  const text = [environment, assignment, quotedKey].reduce(
    (current, target) => current.replace(new RegExp(target.source + literal.source, 'g'), replace),
    source,
  )
  return { text, redactions }
}
