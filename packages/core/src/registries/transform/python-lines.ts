/**
 * Follows a Python text line by line and tells whether a line begins inside a text in triple quotes.
 *
 * @see The Python Language Reference, "String and Bytes literals"
 */
export class QuoteTracker {
  #triple: string | undefined

  /** Whether the next line begins inside a text. */
  get isQuoted(): boolean {
    return this.#triple !== undefined
  }

  read(line: string): void {
    if (!this.isQuoted && line.trimStart().startsWith('#')) return
    let position = 0
    while (position < line.length) position = this.#step(line, position)
  }

  /** @returns the position behind the token at `position` */
  #step(line: string, position: number): number {
    const char = line[position]
    if (char === '\\') return position + 2
    const isTriple = (char === '"' || char === "'") && line.startsWith(char.repeat(3), position)
    if (this.#triple !== undefined) {
      if (!isTriple || char !== this.#triple) return position + 1
      this.#triple = undefined
      return position + 3
    }
    if (char === '#') return line.length
    if (isTriple) {
      this.#triple = char
      return position + 3
    }
    return char === '"' || char === "'" ? endOfText(line, position) : position + 1
  }
}

/** Position behind a text in single quotes; it ends with its line at the latest. */
function endOfText(line: string, start: number): number {
  for (let position = start + 1; position < line.length; position++) {
    if (line[position] === '\\') position++
    else if (line[position] === line[start]) return position + 1
  }
  return line.length
}

const DEFINITION = /^(?:def|async|class) /
const BELONGS_TO_DEFINITION = /^[# )]/

/** Blank lines between two cells of a script: two around functions and classes. @see PEP 8, "Blank Lines" */
export function blankLinesBetween(before: readonly string[], after: readonly string[]): number {
  if (endsWithDefinition(before)) return hasCode(after) ? 2 : 1
  return endsWithCode(before) && beginsWithDefinition(after) ? 2 : 1
}

const isBlank = (line: string | undefined): boolean => line !== undefined && line.trim() === ''

function endsWithDefinition(lines: readonly string[]): boolean {
  const reversed = unquoted(lines).reverse()
  for (const [index, line] of reversed.entries()) {
    if (isBlank(line)) {
      if (isBlank(reversed[index - 1])) return false
    } else if (!BELONGS_TO_DEFINITION.test(line)) {
      return DEFINITION.test(line)
    }
  }
  return false
}

function unquoted(lines: readonly string[]): string[] {
  const tracker = new QuoteTracker()
  return lines.filter((line) => {
    const isQuoted = tracker.isQuoted
    tracker.read(line)
    return !isQuoted
  })
}

function beginsWithDefinition(lines: readonly string[]): boolean {
  const tracker = new QuoteTracker()
  for (const [index, line] of lines.entries()) {
    const isQuoted = tracker.isQuoted
    tracker.read(line)
    if (isQuoted) continue
    if (isBlank(line)) {
      if (isBlank(lines[index - 1])) return false
    } else if (DEFINITION.test(line)) {
      return true
    } else if (!/^[#@ )]/.test(line)) {
      return false
    }
  }
  return false
}

function endsWithCode(lines: readonly string[]): boolean {
  const last = lines.at(-1)
  return last !== undefined && !isBlank(last) && !last.startsWith('#')
}

function hasCode(lines: readonly string[]): boolean {
  for (const [index, line] of lines.entries()) {
    if (isBlank(line)) {
      if (isBlank(lines[index - 1])) return false
    } else if (!line.trimStart().startsWith('#')) {
      return true
    }
  }
  return false
}

const MAGIC = [
  /^\s*(?:# |#)*%{1,3}[a-zA-Z]/,
  // Help and shell calls, their results assigned, and help by a question mark at the end.
  /^\s*(?:(?:# |#)+\s*)?[?!]\s*[A-Za-z.~$\\/{}]/,
  /^(?:# |#)*\s*[a-zA-Z_][a-zA-Z_$0-9]*\s*=\s*(?:%{1,3}|!)[a-zA-Z]/,
  /^\s*(?:# )*\S*\?\s*$/,
  // Commands of shells that IPython knows by their names.
  /^(?:# |#)*(?:cat|cd|cp|mv|rm|rmdir|mkdir|copy|ddir|echo|ls|ldir|ren)(?:$|\s$|\s[^=,])/,
]

const isMagic = (line: string): boolean => MAGIC.some((pattern) => pattern.test(line))

/** Comments out commands of IPython, with the lines that continue them. */
export function withoutMagic(lines: readonly string[]): string[] {
  const tracker = new QuoteTracker()
  let continues = false
  return lines.map((line) => {
    const isCommand = !tracker.isQuoted && (continues || isMagic(line))
    tracker.read(line)
    if (!isCommand) return line
    const indent = continues ? '' : (/^\s*/.exec(line)?.[0] ?? '')
    continues = /\\\s*$/.test(line)
    return `${indent}# ${line.slice(indent.length)}`
  })
}
