import { describe, expect, it } from 'vitest'
import { parsePython } from './parser.ts'
import { UnsupportedPython } from './python-error.ts'
import type { Expression, Statement } from './syntax-tree.ts'

/** A tree as text with all brackets, so that binding strength can be read off. */
function show(expression: Expression): string {
  const list = (items: readonly Expression[]): string => items.map(show).join(', ')
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string'
        ? JSON.stringify(expression.value)
        : String(expression.value)
    case 'name':
      return expression.name
    case 'attribute':
      return `${show(expression.object)}.${expression.name}`
    case 'subscript':
      return `${show(expression.object)}[${show(expression.index)}]`
    case 'slice':
      return [expression.start, expression.stop, expression.step]
        .map((part) => (part ? show(part) : ''))
        .join(':')
    case 'call':
      return `${show(expression.callee)}(${expression.arguments
        .map(
          ({ kind, ...rest }) =>
            `${kind === 'keyword' && 'name' in rest ? `${rest.name}=` : kind === 'positional' ? '' : '*'}${show(rest.value)}`,
        )
        .join(', ')})`
    case 'list':
    case 'tuple':
    case 'set':
      return `${expression.kind}<${list(expression.items)}>`
    case 'dict':
      return `dict<${expression.items.map(({ key, value }) => `${key ? show(key) : '**'}: ${show(value)}`).join(', ')}>`
    case 'starred':
      return `*${show(expression.value)}`
    case 'comprehension':
      return `${expression.collection}<${show(expression.element)} for ${expression.clauses.map((clause) => `${show(clause.target)} in ${show(clause.iterable)} if ${list(clause.conditions)}`).join(' for ')}>`
    case 'dict-comprehension':
      return `dict<${show(expression.key)}: ${show(expression.value)} for …>`
    case 'formatted':
      return `f<${expression.parts.map((part) => (part.kind === 'text' ? JSON.stringify(part.text) : show(part.value) + (part.conversion ?? '') + part.format.length)).join(' ')}>`
    case 'unary':
      return `(${expression.operator} ${show(expression.operand)})`
    case 'binary':
      return `(${show(expression.left)} ${expression.operator} ${show(expression.right)})`
    case 'boolean':
      return `(${expression.operands.map(show).join(` ${expression.operator} `)})`
    default:
      return `(${show(expression.first)}${expression.rest.map(({ operator, operand }) => ` ${operator} ${show(operand)}`).join('')})`
  }
}

function parsed(source: string): string {
  const statements: Statement[] = parsePython(source)
  return statements
    .map((statement) => {
      if (statement.kind === 'expression') return show(statement.value)
      if (statement.kind === 'assign') return [...statement.targets, statement.value].map(show).join(' = ')
      return `${show(statement.target)} ${statement.operator}= ${show(statement.value)}`
    })
    .join('\n')
}

describe('the parser', () => {
  it.each([
    [
      "ln.Artifact(FILES / 'd', key='my/d', run=False).save()",
      'ln.Artifact((FILES / "d"), key="my/d", run=false).save()',
    ],
    ['a.uid[-4:]', 'a.uid[(- 4)::]'],
    ['x[1:2, ::3]', 'x[tuple<1:2:, ::3>]'],
    ['list[ln.ULabel]', 'list[ln.ULabel]'],
    ['(x.uid, y.uid)', 'tuple<x.uid, y.uid>'],
    ['(1)', '1'],
    ['(1,)', 'tuple<1>'],
    ['()', 'tuple<>'],
    ['{}', 'dict<>'],
    ['{1, 2,}', 'set<1, 2>'],
    ["{'a': 1, **b}", 'dict<"a": 1, **: b>'],
    ['{x: y for x, y in z}', 'dict<x: y for …>'],
    ['{x for x in z}', 'set<x for x in z if >'],
    ['[*a, b]', 'list<*a, b>'],
    ['f(*a, **b)', 'f(*a, *b)'],
    ['f(x for x in y if x if z)', 'f(generator<x for x in y if x, z>)'],
    ['[[x] for x in [1] for y in x]', 'list<list<x> for x in list<1> if  for y in x if >'],
    ['-2 ** -2', '(- (2 ** (- 2)))'],
    ['1 + 2 * 3 - 4', '((1 + (2 * 3)) - 4)'],
    ['a | b & ~c', '(a | (b & (~ c)))'],
    ['not a and b or c', '(((not a) and b) or c)'],
    ['1 < x <= 3 not in y is not z', '(1 < x <= 3 not in y is not z)'],
    ["f['s'] > 1, f['s'] < 2", 'tuple<(f["s"] > 1), (f["s"] < 2)>'],
    ['True, None', 'tuple<true, null>'],
    ['0x1F + 1_000 + 0b11', '((31 + 1000) + 3)'],
    ['1.0 + 1e-7 + .5 + 5.', '(((1 + 1e-7) + 0.5) + 5)'],
    ["'it\\'s' \"a\\n\" r'\\d' '\\u00e4'", '"it\'sa\\n\\\\dä"'],
    ["b'x\\xff'", '120,255'],
    ["f'{x}.txt'", 'f<x0 ".txt">'],
    ["f'{{{x!r:>{w}}}}' 'y'", 'f<"{" xr2 "}" "y">'],
    ['f\'{d["a:b"]}\'', 'f<d["a:b"]0>'],
    ["'''a\n'b' '''", '"a\\n\'b\' "'],
  ])('reads %s', (source, tree) => {
    expect(parsed(source)).toBe(tree)
  })

  it('reads assignments to names, attributes, subscripts and tuples', () => {
    expect(parsed("a = b = 1\na.key = 'x'; a[0] = 2\na, (b, *c) = d,\nn += 1")).toBe(
      'a = b = 1\na.key = "x"\na[0] = 2\ntuple<a, tuple<b, *c>> = tuple<d>\nn += 1',
    )
  })

  it('ignores comments, blank lines and newlines inside brackets', () => {
    expect(parsed('\n# first\nf(a,  # why\n  b)\n\n')).toBe('f(a, b)')
  })

  it.each(['lambda x: x', 'a if b else c', 'import os', 'def f(): pass', 'x := 1', '...'])(
    'refuses %s as outside the subset',
    (source) => {
      expect(() => parsePython(source)).toThrow(UnsupportedPython)
    },
  )

  it.each(["'open", 'f(', 'a b', '1 = x', 'f() = 1', "f'{x'", 'a $ b', ')'])(
    'refuses %s as no Python',
    (source) => {
      expect(() => parsePython(source)).toThrow(expect.objectContaining({ className: 'SyntaxError' }))
    },
  )
})
