import { describe, expect, it } from 'vitest'
import { NativeFunction } from './native-function.ts'
import { PythonObject, type PythonValue } from './python-object.ts'
import { pythonRepr } from './python-repr.ts'
import { PythonSession } from './run-python.ts'
import { PythonColumn, PythonTable } from './table.ts'

/** Expressions and what CPython 3.11 prints for `repr` of their value. */
const PRINTED: readonly (readonly [source: string, printed: string])[] = [
  ['1 + 2 * 3', '7'],
  ['7 // 2, -7 // 2, 7 % -3, -7 % 3, 7.5 // 2, -7.5 % 2', '(3, -4, -2, 2, 3.0, 0.5)'],
  [
    '2 ** 10, 2 ** -1, 10 ** 20, 1 / 4, 9007199254740993 + 0',
    '(1024, 0.5, 100000000000000000000, 0.25, 9007199254740993)',
  ],
  [
    '1e16, 1e15, 1e-5, 0.0001, 5e-324, 1.5e300, 100.0, -0.0, 1/3, 123456789.123, 1e22',
    '(1e+16, 1000000000000000.0, 1e-05, 0.0001, 5e-324, 1.5e+300, 100.0, -0.0, 0.3333333333333333, 123456789.123, 1e+22)',
  ],
  [
    "float('nan'), float('inf'), -float('inf'), float('1e3'), int('42'), int(3.9), int(True)",
    '(nan, inf, -inf, 1000.0, 42, 3, 1)',
  ],
  [
    "True + 1, True == 1, 1 == 1.0, '1' == 1, None == 0, [1] == [1.0], (1,) == [1], {1: 2} == {1.0: 2.0}",
    '(2, True, True, False, False, True, False, True)',
  ],
  [
    "1 < 2 <= 2 < 3, 1 < 2 > 3, 'a' < 'b', [1, 2] < [1, 3], (1,) < (1, 2), 'Z' < 'a'",
    '(True, False, True, True, True, True)',
  ],
  ["not [], not 'x', 0 or 'a', 1 and 2, [] or {}, '' and 1", "(True, False, 'a', 2, {}, '')"],
  [
    "'a' in 'abc', 2 in [1, 2], 'k' in {'k': 1}, 3 not in {1, 2}, None is None, 1 is not None",
    '(True, True, True, True, True, True)',
  ],
  [
    "'it\\'s', \"q\\\"q\", 'both \\' \"', 'ä\\n\\t\\\\', '\\x07\\x7f\\u2028\\U0001F9EC', b'x\\xff\\'', r'\\d', '', 'a' 'b'",
    "(\"it's\", 'q\"q', 'both \\' \"', 'ä\\n\\t\\\\', '\\x07\\x7f\\u2028🧬', b\"x\\xff'\", '\\\\d', '', 'ab')",
  ],
  [
    "'abc'[1], 'abc'[-1], 'abc'[::-1], 'a🧬b'[1], [1, 2, 3][1:], [1, 2, 3][-2:], (1, 2, 3)[::2], 'abcdef'[4:1:-1]",
    "('b', 'c', 'cba', '🧬', [2, 3], [2, 3], (1, 3), 'edc')",
  ],
  [
    "{'a': 1, 'b': {'c': [1, (2,), {3}]}}, {}, set(), (), [], {1: 'x', 1.0: 'y', True: 'z'}",
    "({'a': 1, 'b': {'c': [1, (2,), {3}]}}, {}, set(), (), [], {1: 'z'})",
  ],
  [
    '{x: y for x, y in [(1, 2), (3, 4)]}, [x * y for x in [1, 2] for y in [3, 4] if x != y - 2], {x % 2 for x in range(5)}',
    '({1: 2, 3: 4}, [4, 6], {0, 1})',
  ],
  [
    "list(x for x in 'ab'), sorted(['b', 'a', 'C']), sorted([3, 1, 2], reverse=True), sorted({'b': 1, 'a': 2}), list(range(5, 0, -2))",
    "(['a', 'b'], ['C', 'a', 'b'], [3, 2, 1], ['a', 'b'], [5, 3, 1])",
  ],
  [
    "f'{1}.txt', f'{\"x\"!r}', f'{3.14159:.2f}', f'{5:03d}', f'{1234567:,}', f'{\"a\":>3}|{\"b\":<3}|{\"c\":^3}', f'{{}}', f'{1 + 1=}', f'{255:x} {255:#x} {5:b}', f'{0.5:%}', f'{1e10:g}', f'{True}', f'{-5:05}', f'{3.0}', f'{2:+}'",
    "('1.txt', \"'x'\", '3.14', '005', '1,234,567', '  a|b  | c ', '{}', '1 + 1=2', 'ff 0xff 101', '50.000000%', '1e+10', 'True', '-0005', '3.0', '+2')",
  ],
  [
    "'T cell|B cell'.split('|'), 'a b  c'.split(), '-'.join(['a', 'b']), ' x '.strip(), 'xxaxx'.strip('x'), 'AbC'.lower(), 'a.b'.replace('.', '_'), 'abc'.startswith('ab'), 'abc'.endswith(('x', 'c')), 'a\\nb'.splitlines()",
    "(['T cell', 'B cell'], ['a', 'b', 'c'], 'a-b', 'x', 'a', 'abc', 'a_b', True, True, ['a', 'b'])",
  ],
  [
    'dt.date(2026, 1, 2), str(dt.date(2026, 1, 2)), dt.date(2026, 1, 2).isoformat(), dt.date(2026, 1, 31) + dt.timedelta(days=1), dt.date(2026, 1, 2) < dt.date(2026, 1, 3)',
    "(datetime.date(2026, 1, 2), '2026-01-02', '2026-01-02', datetime.date(2026, 2, 1), True)",
  ],
  [
    'dt.datetime(2026, 1, 2, 3, 4, 5), dt.datetime(2026, 1, 2), str(dt.datetime(2026, 1, 2, 3, 4, 5, 678)), dt.datetime(2026, 1, 2, 3, 4, 5, 678).isoformat(), dt.datetime(2026, 1, 2, tzinfo=dt.timezone.utc)',
    "(datetime.datetime(2026, 1, 2, 3, 4, 5), datetime.datetime(2026, 1, 2, 0, 0), '2026-01-02 03:04:05.000678', '2026-01-02T03:04:05.000678', datetime.datetime(2026, 1, 2, 0, 0, tzinfo=datetime.timezone.utc))",
  ],
  [
    'dt.datetime(2026, 1, 2, 3, tzinfo=dt.timezone(dt.timedelta(hours=2))).isoformat(), dt.datetime(2026, 1, 2, 3, tzinfo=dt.timezone(-dt.timedelta(hours=2, minutes=30))), dt.datetime(2026, 1, 2, 3, tzinfo=dt.timezone(dt.timedelta(hours=2))) == dt.datetime(2026, 1, 2, 1, tzinfo=dt.timezone.utc)',
    "('2026-01-02T03:00:00+02:00', datetime.datetime(2026, 1, 2, 3, 0, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=77400))), True)",
  ],
  [
    'dt.timedelta(days=1, hours=2), str(dt.timedelta(days=-1, seconds=5)), dt.timedelta(hours=1.5), dt.timedelta(), dt.datetime(2026, 1, 2) - dt.datetime(2026, 1, 1), str(dt.timedelta(seconds=1, microseconds=5))',
    "(datetime.timedelta(days=1, seconds=7200), '-1 day, 0:00:05', datetime.timedelta(seconds=5400), datetime.timedelta(0), datetime.timedelta(days=1), '0:00:01.000005')",
  ],
  [
    "dt.datetime.fromisoformat('2026-01-02T03:04:05+02:00'), dt.datetime.fromisoformat('2026-01-02'), dt.date.fromisoformat('2026-01-02'), dt.datetime.fromisoformat('2026-01-02 03:04:05.5'), dt.datetime(2026,1,2,3).date()",
    '(datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone(datetime.timedelta(seconds=7200))), datetime.datetime(2026, 1, 2, 0, 0), datetime.date(2026, 1, 2), datetime.datetime(2026, 1, 2, 3, 4, 5, 500000), datetime.date(2026, 1, 2))',
  ],
  [
    'int, list[int], dt.date, dict, list[list[str]], int | str, bytes',
    "(<class 'int'>, list[int], <class 'datetime.date'>, <class 'dict'>, list[list[str]], int | str, <class 'bytes'>)",
  ],
  [
    "[*[1, 2], 3], (*'ab',), {**{'a': 1}, 'b': 2}, dict(a=1, **{'b': 2})",
    "([1, 2, 3], ('a', 'b'), {'a': 1, 'b': 2}, {'a': 1, 'b': 2})",
  ],
  [
    "len('a🧬'), len([1]), bool([]), bool(0.0), str(None), str(1.0), str('x'), repr('x'), str(b'x'), list('ab'), tuple([1]), list(zip([1, 2], 'ab')), list(enumerate('ab'))",
    "(2, 1, False, False, 'None', '1.0', 'x', \"'x'\", \"b'x'\", ['a', 'b'], (1,), [(1, 'a'), (2, 'b')], [(0, 'a'), (1, 'b')])",
  ],
  [
    "[1] + [2], [0] * 2, (1,) + (2,), 'a' * 3, {1, 2} | {3}, {1, 2} & {2}, {1, 2} - {2}, {'a': 1} | {'b': 2}, 5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 3, -(-3), +True",
    "([1, 2], [0, 0], (1, 2), 'aaa', {1, 2, 3}, {2}, {1}, {'a': 1, 'b': 2}, 1, 7, 6, -6, 8, 3, 1)",
  ],
  [
    "[1, 2, 1].count(1), [1, 2].index(2), {'a': 1}.get('b', 5), {'a': None}.get('a', 5), list({'a': 1}.items()), list({'a': 1}.values()), list({'a': 1}.keys())",
    "(2, 1, 5, None, [('a', 1)], [1], ['a'])",
  ],
  [
    "'abc'.removeprefix('a'), 'abc'.removesuffix('c'), 'ä'.encode(), 'x'.upper(), b'ab'[0], b'a' + b'b'",
    "('bc', 'ab', b'\\xc3\\xa4', 'X', 97, b'ab')",
  ],
]

function session(names: Readonly<Record<string, PythonValue>> = {}): PythonSession {
  return new PythonSession({ resolve: (name) => names[name] })
}

/** An object whose attributes can be set, as records of the project can. */
class Bag extends PythonObject {
  readonly typeName = 'Bag'
  readonly values = new Map<string, PythonValue>()

  override attribute(name: string): PythonValue {
    return this.values.get(name) ?? (super.attribute(name) as PythonValue)
  }

  override setAttribute(name: string, value: PythonValue): void {
    this.values.set(name, value)
  }
}

describe('evaluation', () => {
  it.each(PRINTED)('of %s gives what Python prints', async (source, printed) => {
    expect(pythonRepr(await session().run(source))).toBe(printed)
  })

  it.each([
    ['nope', 'NameError'],
    ["1 + 'a'", 'TypeError'],
    ['[1][5]', 'IndexError'],
    ["{}['a']", 'KeyError'],
    ['(1).foo', 'AttributeError'],
    ["'a'.foo", 'AttributeError'],
    ['{[]: 1}', 'TypeError'],
    ['1 / 0', 'ZeroDivisionError'],
    ["int('x')", 'ValueError'],
    ['a, b = [1]', 'ValueError'],
    ['dt.date(2026, 2, 30)', 'ValueError'],
    ['int(nope=1)', 'TypeError'],
    ['1()', 'TypeError'],
    ['[x for x in 5]', 'TypeError'],
    ["1 < 'a'", 'TypeError'],
    ['dt.datetime(2026, 1, 1) < dt.datetime(2026, 1, 1, tzinfo=dt.timezone.utc)', 'TypeError'],
    ["f(**{'a': 1}, a=2)", 'NameError'],
    ["dict(a=1, **{'a': 2})", 'TypeError'],
    ['None[0]', 'TypeError'],
    ["sorted([1, 'a'])", 'TypeError'],
  ])('of %s raises %s', async (source, className) => {
    await expect(session().run(source)).rejects.toMatchObject({ className })
  })

  it('returns the value of the last line, of an assignment only if it is to one name', async () => {
    const python = session()
    expect(await python.run('a = 1\nb = a + 1')).toBe(2n)
    expect(await python.run('a, b = b, a')).toBeNull()
    expect(await python.run(['c = a', '(a, b, c)']).then(pythonRepr)).toBe('(2, 1, 2)')
  })

  it('keeps names assigned to None, and those of a comprehension inside it', async () => {
    const python = session()
    await python.run('x = None\ny = [x for x in [1, 2]]')
    expect(python.lookUp('x')).toBeNull()
  })

  it('unpacks generators and starred targets', async () => {
    const python = session()
    await python.run("a, *b, (c, d) = (n for n in [1, 2, 3, 'xy'])")
    expect(['a', 'b', 'c', 'd'].map((name) => pythonRepr(python.lookUp(name)))).toEqual([
      '1',
      '[2, 3]',
      "'x'",
      "'y'",
    ])
  })

  it('assigns attributes, items and with operators', async () => {
    const bag = new Bag()
    const python = session({ bag })
    await python.run("bag.key = 'a'\nbag.key += 'b'\nd = {}\nd['x'] = [1]\nd['x'][0] = 2")
    expect(bag.values.get('key')).toBe('ab')
    expect(pythonRepr(python.lookUp('d'))).toBe("{'x': [2]}")
  })

  it('hands positional, keyword and spread arguments to functions of the world', async () => {
    const seen: unknown[] = []
    const f = new NativeFunction('f', async ({ positional, keywords }) => {
      seen.push(
        positional.map(pythonRepr),
        [...keywords].map(([name, value]) => `${name}=${pythonRepr(value)}`),
      )
      return 'done'
    })
    expect(await session({ f }).run("f(1, *[2.0], a=None, **{'b': (x for x in 'c')})")).toBe('done')
    expect(seen).toEqual([
      ['1', '2.0'],
      ['a=None', "b=['c']"],
    ])
  })

  it('describes data frames as named columns', async () => {
    const table = await session().run(
      "pd.DataFrame({'a': pd.Categorical(['x', None]), 'b': [1, 2.5]}, index=['r', 's'])",
    )
    expect(table).toBeInstanceOf(PythonTable)
    const { index } = table as PythonTable
    const columns = (table as PythonTable).columns()
    expect(columns.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(columns[0]?.column.categories).toEqual({ values: undefined, ordered: false })
    expect(columns[1]?.column).toEqual(new PythonColumn([1n, 2.5]))
    expect(index?.values).toEqual(['r', 's'])
  })

  it('reads columns of a data frame back', async () => {
    const python = session()
    expect(
      pythonRepr(await python.run("df = pd.DataFrame({'a': [1]})\ndf['b'] = ['x']\nlist(df.columns)")),
    ).toBe("['a', 'b']")
    expect(pythonRepr(await python.run("df['b'].tolist()"))).toBe("['x']")
  })
})
