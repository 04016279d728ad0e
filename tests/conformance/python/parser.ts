import { parseFormattedString } from './formatted-string.ts'
import { PythonError, UnsupportedPython } from './python-error.ts'
import { latin1Bytes, unescapeString } from './string-literal.ts'
import type {
  Argument,
  BinaryOperator,
  ComparisonOperator,
  ComprehensionClause,
  DictItem,
  Expression,
  FormattedPart,
  Statement,
  UnaryOperator,
} from './syntax-tree.ts'
import { tokenize, type Token } from './tokenizer.ts'

const CONSTANTS: ReadonlyMap<string, null | boolean> = new Map<string, null | boolean>([
  ['None', null],
  ['True', true],
  ['False', false],
])
/** Keywords that start or continue forms outside the subset. */
const OTHER_KEYWORDS = new Set(
  (
    'lambda if else elif import from def class return yield await async while with try except finally ' +
    'raise pass break continue global nonlocal del assert'
  ).split(' '),
)
const EXPRESSION_KEYWORDS = new Set(['for', 'in', 'is', 'and', 'or', 'not'])
/** Binary operators by binding strength, weakest first; all of them bind to the left. */
const BINARY_LEVELS: readonly (readonly BinaryOperator[])[] = [
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '//', '%', '@'],
]
const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>='])
const AUGMENTED = /^(\*\*|\/\/|<<|>>|[-+*/%@|&^])=$/u
const LINE_ENDS = new Set([')', ']', '}', '=', ':', ','])

/**
 * Parses a piece of Python of the golden subset: lines of expressions and assignments.
 *
 * @throws {@link PythonError} `SyntaxError` where the text is no Python
 * @throws {@link UnsupportedPython} where it is Python outside the subset
 * @see Python Language Reference, "Full Grammar specification"
 */
export function parsePython(source: string): Statement[] {
  return new Parser(source).statements()
}

/** Parses one expression that fills the whole text, as between the braces of an f-string. */
export function parseExpression(source: string): Expression {
  return new Parser(source).singleExpression()
}

class Parser {
  readonly #tokens: readonly Token[]
  #position = 0

  constructor(source: string) {
    this.#tokens = tokenize(source)
  }

  statements(): Statement[] {
    const statements: Statement[] = []
    while (this.#peek().kind !== 'end') {
      if (this.#peek().kind === 'newline') {
        this.#position += 1
        continue
      }
      statements.push(this.#statement())
      if (this.#peek().kind !== 'newline') this.#fail()
      this.#position += 1
    }
    return statements
  }

  singleExpression(): Expression {
    const expression = this.#expressions()
    while (this.#peek().kind === 'newline') this.#position += 1
    if (this.#peek().kind !== 'end') this.#fail()
    return expression
  }

  #peek(): Token {
    return this.#tokens[this.#position] ?? { kind: 'end', offset: 0 }
  }

  #isOperator(text: string): boolean {
    const token = this.#peek()
    return token.kind === 'operator' && token.text === text
  }

  #isName(text: string): boolean {
    const token = this.#peek()
    return token.kind === 'name' && token.text === text
  }

  /** Steps over an operator or a keyword if it comes next. */
  #accept(text: string): boolean {
    const found = this.#isOperator(text) || this.#isName(text)
    if (found) this.#position += 1
    return found
  }

  #expect(text: string): void {
    if (!this.#accept(text)) this.#fail(`expected '${text}'`)
  }

  #fail(expectation = 'invalid syntax'): never {
    const token = this.#peek()
    const text = token.kind === 'name' || token.kind === 'operator' ? token.text : ''
    if (text === ':=' || OTHER_KEYWORDS.has(text)) {
      throw new UnsupportedPython(`'${text}' at ${token.offset} is outside the subset of Python`)
    }
    throw new PythonError('SyntaxError', `${expectation} at ${token.offset}`)
  }

  #statement(): Statement {
    const first = this.#expressions()
    const token = this.#peek()
    const augmented = token.kind === 'operator' ? AUGMENTED.exec(token.text)?.[1] : undefined
    if (augmented !== undefined) {
      this.#position += 1
      const value = this.#expressions()
      return { kind: 'augmented-assign', target: first, operator: augmented as BinaryOperator, value }
    }
    const chain = [first]
    while (this.#accept('=')) chain.push(this.#expressions())
    const value = chain.pop() ?? first
    if (chain.length === 0) return { kind: 'expression', value }
    for (const target of chain) checkTarget(target)
    return { kind: 'assign', targets: chain, value }
  }

  /** One expression, or several with commas between: a tuple. */
  #expressions(): Expression {
    const first = this.#starOrExpression()
    if (!this.#isOperator(',')) return first
    const items = [first]
    while (this.#accept(',')) {
      if (this.#atLineEnd()) break
      items.push(this.#starOrExpression())
    }
    return { kind: 'tuple', items }
  }

  #atLineEnd(): boolean {
    const token = this.#peek()
    return (
      token.kind === 'newline' ||
      token.kind === 'end' ||
      (token.kind === 'operator' && LINE_ENDS.has(token.text))
    )
  }

  #starOrExpression(): Expression {
    return this.#accept('*') ? { kind: 'starred', value: this.#binary(0) } : this.#expression()
  }

  #expression(): Expression {
    const expression = this.#boolean('or')
    if (this.#isName('if') || this.#isOperator(':=')) this.#fail()
    return expression
  }

  #boolean(operator: 'or' | 'and'): Expression {
    const operand = (): Expression => (operator === 'or' ? this.#boolean('and') : this.#negation())
    const operands = [operand()]
    while (this.#accept(operator)) operands.push(operand())
    return operands.length === 1 ? (operands[0] as Expression) : { kind: 'boolean', operator, operands }
  }

  #negation(): Expression {
    return this.#accept('not')
      ? { kind: 'unary', operator: 'not', operand: this.#negation() }
      : this.#comparison()
  }

  #comparison(): Expression {
    const first = this.#binary(0)
    const rest: { operator: ComparisonOperator; operand: Expression }[] = []
    for (let operator = this.#comparisonOperator(); operator; operator = this.#comparisonOperator()) {
      rest.push({ operator, operand: this.#binary(0) })
    }
    return rest.length === 0 ? first : { kind: 'comparison', first, rest }
  }

  #comparisonOperator(): ComparisonOperator | undefined {
    const token = this.#peek()
    if (token.kind === 'operator' && COMPARISONS.has(token.text)) {
      this.#position += 1
      return token.text as ComparisonOperator
    }
    if (this.#accept('in')) return 'in'
    if (this.#accept('is')) return this.#accept('not') ? 'is not' : 'is'
    if (!this.#isName('not')) return undefined
    this.#position += 1
    this.#expect('in')
    return 'not in'
  }

  #binary(level: number): Expression {
    const operators = BINARY_LEVELS[level]
    if (!operators) return this.#unary()
    let left = this.#binary(level + 1)
    for (;;) {
      const operator = operators.find((candidate) => this.#isOperator(candidate))
      if (!operator) return left
      this.#position += 1
      left = { kind: 'binary', operator, left, right: this.#binary(level + 1) }
    }
  }

  #unary(): Expression {
    for (const operator of ['+', '-', '~'] satisfies UnaryOperator[]) {
      if (this.#accept(operator)) return { kind: 'unary', operator, operand: this.#unary() }
    }
    const base = this.#primary()
    return this.#accept('**') ? { kind: 'binary', operator: '**', left: base, right: this.#unary() } : base
  }

  #primary(): Expression {
    let expression = this.#atom()
    for (;;) {
      if (this.#accept('.')) expression = { kind: 'attribute', object: expression, name: this.#identifier() }
      else if (this.#accept('(')) {
        expression = { kind: 'call', callee: expression, arguments: this.#arguments() }
      } else if (this.#accept('[')) {
        expression = { kind: 'subscript', object: expression, index: this.#index() }
      } else return expression
    }
  }

  #identifier(): string {
    const token = this.#peek()
    if (token.kind !== 'name') this.#fail('expected a name')
    this.#position += 1
    return token.text
  }

  #arguments(): Argument[] {
    const parsed: Argument[] = []
    while (!this.#accept(')')) {
      parsed.push(this.#argument())
      if (!this.#isOperator(')')) this.#expect(',')
    }
    return parsed
  }

  #argument(): Argument {
    if (this.#accept('**')) return { kind: 'spread-keywords', value: this.#expression() }
    if (this.#accept('*')) return { kind: 'spread', value: this.#expression() }
    const token = this.#peek()
    const following = this.#tokens[this.#position + 1]
    if (token.kind === 'name' && following?.kind === 'operator' && following.text === '=') {
      this.#position += 2
      return { kind: 'keyword', name: token.text, value: this.#expression() }
    }
    return { kind: 'positional', value: this.#withClauses(this.#expression(), 'generator') }
  }

  #index(): Expression {
    const items = [this.#sliceOrExpression()]
    const isTuple = this.#isOperator(',')
    while (this.#accept(',')) {
      if (!this.#isOperator(']')) items.push(this.#sliceOrExpression())
    }
    this.#expect(']')
    return isTuple ? { kind: 'tuple', items } : (items[0] as Expression)
  }

  #sliceOrExpression(): Expression {
    const atBound = (): boolean => this.#isOperator(':') || this.#isOperator(']') || this.#isOperator(',')
    const start = atBound() ? undefined : this.#starOrExpression()
    if (!this.#accept(':')) return start ?? this.#fail()
    const stop = atBound() ? undefined : this.#expression()
    const step = this.#accept(':') && !atBound() ? this.#expression() : undefined
    return { kind: 'slice', start, stop, step }
  }

  /** `for …` after an element makes a comprehension of the given kind; without one the element stays. */
  #withClauses(element: Expression, collection: 'list' | 'set' | 'generator'): Expression {
    const clauses = this.#clauses()
    return clauses.length === 0 ? element : { kind: 'comprehension', collection, element, clauses }
  }

  #clauses(): ComprehensionClause[] {
    const clauses: ComprehensionClause[] = []
    while (this.#accept('for')) {
      const target = this.#targets()
      this.#expect('in')
      const iterable = this.#boolean('or')
      const conditions: Expression[] = []
      while (this.#accept('if')) conditions.push(this.#boolean('or'))
      clauses.push({ target, iterable, conditions })
    }
    return clauses
  }

  #targets(): Expression {
    const target = (): Expression =>
      this.#accept('*') ? { kind: 'starred', value: this.#primary() } : this.#primary()
    const items = [target()]
    const isTuple = this.#isOperator(',')
    while (this.#accept(',')) {
      if (!this.#isName('in')) items.push(target())
    }
    const targets: Expression = isTuple ? { kind: 'tuple', items } : (items[0] as Expression)
    checkTarget(targets)
    return targets
  }

  #atom(): Expression {
    const token = this.#peek()
    if (token.kind === 'number') {
      this.#position += 1
      return { kind: 'literal', value: token.value }
    }
    if (token.kind === 'string') return this.#strings()
    if (token.kind === 'name') return this.#nameOrConstant(token.text)
    if (this.#accept('(')) return this.#parenthesised()
    if (this.#accept('[')) return this.#listDisplay()
    if (this.#accept('{')) return this.#braces()
    if (this.#accept('...'))
      throw new UnsupportedPython('the ellipsis literal is outside the subset of Python')
    return this.#fail()
  }

  #nameOrConstant(name: string): Expression {
    const constant = CONSTANTS.get(name)
    if (constant === undefined && (OTHER_KEYWORDS.has(name) || EXPRESSION_KEYWORDS.has(name))) this.#fail()
    this.#position += 1
    return constant === undefined ? { kind: 'name', name } : { kind: 'literal', value: constant }
  }

  #parenthesised(): Expression {
    if (this.#accept(')')) return { kind: 'tuple', items: [] }
    const expression = this.#withClauses(this.#expressions(), 'generator')
    this.#expect(')')
    return expression
  }

  #listDisplay(): Expression {
    if (this.#accept(']')) return { kind: 'list', items: [] }
    const first = this.#withClauses(this.#starOrExpression(), 'list')
    if (first.kind === 'comprehension' && first.collection === 'list' && this.#accept(']')) return first
    return { kind: 'list', items: this.#moreItems(first, ']') }
  }

  #moreItems(first: Expression, end: string): Expression[] {
    const items = [first]
    while (!this.#accept(end)) {
      this.#expect(',')
      if (!this.#isOperator(end)) items.push(this.#starOrExpression())
    }
    return items
  }

  #braces(): Expression {
    if (this.#accept('}')) return { kind: 'dict', items: [] }
    if (this.#isOperator('**')) return this.#dictDisplay()
    const first = this.#starOrExpression()
    if (this.#isOperator(':')) return this.#dictDisplay(first)
    const comprehension = this.#withClauses(first, 'set')
    if (comprehension !== first) {
      this.#expect('}')
      return comprehension
    }
    return { kind: 'set', items: this.#moreItems(first, '}') }
  }

  #dictDisplay(firstKey?: Expression): Expression {
    const items = [this.#dictItem(firstKey)]
    const clauses = this.#clauses()
    const only = items[0]
    if (clauses.length > 0 && only?.key) {
      this.#expect('}')
      return { kind: 'dict-comprehension', key: only.key, value: only.value, clauses }
    }
    while (!this.#accept('}')) {
      this.#expect(',')
      if (!this.#isOperator('}')) items.push(this.#dictItem())
    }
    return { kind: 'dict', items }
  }

  #dictItem(parsedKey?: Expression): DictItem {
    if (!parsedKey && this.#accept('**')) return { key: undefined, value: this.#binary(0) }
    const key = parsedKey ?? this.#expression()
    this.#expect(':')
    return { key, value: this.#expression() }
  }

  /** Adjacent literals are one string; as soon as one of them is an f-string, all of them are. */
  #strings(): Expression {
    const texts: (string | Uint8Array | readonly FormattedPart[])[] = []
    for (let token = this.#peek(); token.kind === 'string'; token = this.#peek()) {
      texts.push(literalOf(token.prefix, token.body))
      this.#position += 1
    }
    if (texts.every((text) => typeof text === 'string')) return { kind: 'literal', value: texts.join('') }
    if (texts.every((text) => text instanceof Uint8Array)) {
      return { kind: 'literal', value: Uint8Array.from(texts.flatMap((bytes) => [...bytes])) }
    }
    if (texts.some((text) => text instanceof Uint8Array)) this.#fail('cannot mix bytes and text literals')
    const parts = texts.flatMap((text): readonly FormattedPart[] =>
      typeof text === 'string' ? [{ kind: 'text', text }] : (text as readonly FormattedPart[]),
    )
    return { kind: 'formatted', parts }
  }
}

function literalOf(prefix: string, body: string): string | Uint8Array | readonly FormattedPart[] {
  const raw = prefix.includes('r')
  if (prefix.includes('f')) return parseFormattedString(body, raw, parseExpression)
  const bytes = prefix.includes('b')
  const text = raw ? body : unescapeString(body, bytes)
  return bytes ? latin1Bytes(text) : text
}

function checkTarget(target: Expression): void {
  if (target.kind === 'name' || target.kind === 'attribute' || target.kind === 'subscript') return
  if (target.kind === 'starred') return checkTarget(target.value)
  if (target.kind !== 'tuple' && target.kind !== 'list') {
    throw new PythonError('SyntaxError', `cannot assign to ${target.kind}`)
  }
  for (const item of target.items) checkTarget(item)
}
