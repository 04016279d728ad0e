import { asNumber, pythonEquals } from './equality.ts'
import { PythonError } from './python-error.ts'
import { PythonObject, type Eventually, type ObjectOperator, type PythonValue } from './python-object.ts'
import { typeNameOf } from './python-repr.ts'
import { containsOf, isSame, truthOf } from './protocol.ts'
import type { BinaryOperator, ComparisonOperator, UnaryOperator } from './syntax-tree.ts'

/** `left operator right`. */
export async function binary(
  operator: BinaryOperator,
  left: PythonValue,
  right: PythonValue,
): Promise<PythonValue> {
  const answer = await askObjects(operator, left, right)
  if (answer !== undefined) return answer
  const result = numeric(operator, left, right) ?? textual(operator, left, right)
  if (result !== undefined) return result
  const [a, b] = [typeNameOf(left), typeNameOf(right)]
  throw new PythonError('TypeError', `unsupported operand type(s) for ${operator}: '${a}' and '${b}'`)
}

/** `left operator right`; the result is what the operands answer, not always a boolean. */
export async function compare(
  operator: ComparisonOperator,
  left: PythonValue,
  right: PythonValue,
): Promise<PythonValue> {
  switch (operator) {
    case 'is':
      return isSame(left, right)
    case 'is not':
      return !isSame(left, right)
    case 'in':
      return containsOf(right, left)
    case 'not in':
      return !(await containsOf(right, left))
    default: {
      const answer = await askObjects(operator, left, right)
      if (answer !== undefined) return answer
      if (operator === '==') return pythonEquals(left, right)
      if (operator === '!=') return !pythonEquals(left, right)
      const order = orderOf(left, right, operator)
      return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[operator]
    }
  }
}

/** `operator operand`. */
export async function unary(operator: UnaryOperator, operand: PythonValue): Promise<PythonValue> {
  if (operator === 'not') return !(await truthOf(operand))
  const answer = operand instanceof PythonObject ? operand.operateUnary(operator) : undefined
  if (answer !== undefined) return answer
  const number = asNumber(operand)
  if (number !== undefined && operator === '+') return number
  if (number !== undefined && operator === '-') return -number
  if (typeof number === 'bigint') return ~number
  throw new PythonError('TypeError', `bad operand type for unary ${operator}: '${typeNameOf(operand)}'`)
}

/**
 * Order of two values: negative, zero or positive; `NaN` where one is not a number.
 *
 * @throws {@link PythonError} `TypeError` for values without an order
 */
export function orderOf(left: PythonValue, right: PythonValue, operator: ObjectOperator = '<'): number {
  const [a, b] = [asNumber(left), asNumber(right)]
  if (a !== undefined && b !== undefined) return a < b ? -1 : a > b ? 1 : a <= b ? 0 : Number.NaN
  if (typeof left === 'string' && typeof right === 'string') return byCodePoint(left, right)
  if (left instanceof PythonObject && left.operate('<', right, false) === true) return -1
  if (left instanceof PythonObject && left.operate('>', right, false) === true) return 1
  if (left instanceof PythonObject && left.operate('<=', right, false) === true) return 0
  const sequences = sequenceItems(left, right)
  if (!sequences) {
    const [x, y] = [typeNameOf(left), typeNameOf(right)]
    throw new PythonError('TypeError', `'${operator}' not supported between instances of '${x}' and '${y}'`)
  }
  const [mine, theirs] = sequences
  const different = mine.findIndex(
    (item, index) => index < theirs.length && !pythonEquals(item, theirs[index] ?? null),
  )
  if (different < 0) return mine.length - theirs.length
  return orderOf(mine[different] ?? null, theirs[different] ?? null, operator)
}

/** Lists order against lists, tuples against tuples, by their first different items. */
function sequenceItems(left: PythonValue, right: PythonValue): [PythonValue[], PythonValue[]] | undefined {
  if (!(left instanceof PythonObject && right instanceof PythonObject)) return undefined
  if (left.typeName !== right.typeName || !['list', 'tuple'].includes(left.typeName)) return undefined
  return [[...(left.iterate() as Iterable<PythonValue>)], [...(right.iterate() as Iterable<PythonValue>)]]
}

function byCodePoint(left: string, right: string): number {
  const [a, b] = [Array.from(left), Array.from(right)]
  const different = a.findIndex((character, index) => character !== b[index])
  if (different < 0) return a.length - b.length
  return (a[different]?.codePointAt(0) ?? 0) - (b[different]?.codePointAt(0) ?? -1)
}

function askObjects(
  operator: ObjectOperator,
  left: PythonValue,
  right: PythonValue,
): Eventually<PythonValue> | undefined {
  const answer = left instanceof PythonObject ? left.operate(operator, right, false) : undefined
  if (answer !== undefined) return answer
  const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }[operator as '<'] as
    | ObjectOperator
    | undefined
  return right instanceof PythonObject
    ? right.operate(mirrored ?? operator, left, mirrored === undefined)
    : undefined
}

function textual(operator: BinaryOperator, left: PythonValue, right: PythonValue): PythonValue | undefined {
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right
  if (operator === '+' && left instanceof Uint8Array && right instanceof Uint8Array) {
    return Uint8Array.from([...left, ...right])
  }
  if (operator !== '*') return undefined
  if (typeof left === 'string' && typeof right === 'bigint') return left.repeat(Math.max(Number(right), 0))
  return typeof right === 'string' && typeof left === 'bigint' ? textual('*', right, left) : undefined
}

function numeric(operator: BinaryOperator, left: PythonValue, right: PythonValue): PythonValue | undefined {
  const [a, b] = [asNumber(left), asNumber(right)]
  if (a === undefined || b === undefined) return undefined
  if (typeof left === 'boolean' && typeof right === 'boolean') {
    if (operator === '|') return left || right
    if (operator === '&') return left && right
    if (operator === '^') return left !== right
  }
  if (['/', '//', '%'].includes(operator) && Number(b) === 0)
    throw new PythonError('ZeroDivisionError', 'division by zero')
  return typeof a === 'bigint' && typeof b === 'bigint'
    ? integerResult(operator, a, b)
    : floatResult(operator, Number(a), Number(b))
}

function integerResult(operator: BinaryOperator, a: bigint, b: bigint): PythonValue | undefined {
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return Number(a) / Number(b)
    case '//':
      return (a - floorModulo(a, b)) / b
    case '%':
      return floorModulo(a, b)
    case '**':
      return b < 0n ? Number(a) ** Number(b) : a ** b
    case '|':
      return a | b
    case '&':
      return a & b
    case '^':
      return a ^ b
    case '<<':
      return a << b
    case '>>':
      return a >> b
    default:
      return undefined
  }
}

function floatResult(operator: BinaryOperator, a: number, b: number): PythonValue | undefined {
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    case '//':
      return Math.floor(a / b)
    case '%':
      return a - b * Math.floor(a / b)
    case '**':
      return a ** b
    default:
      return undefined
  }
}

/** Python's remainder has the sign of the divisor. */
function floorModulo(a: bigint, b: bigint): bigint {
  const remainder = a % b
  return remainder !== 0n && remainder < 0n !== b < 0n ? remainder + b : remainder
}
