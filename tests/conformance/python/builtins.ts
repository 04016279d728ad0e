import { bindArguments, integerArgument, textArgument } from './call-arguments.ts'
import { asNumber } from './equality.ts'
import { NativeFunction } from './native-function.ts'
import { orderOf } from './operators.ts'
import { elementsOf, lengthOf, truthOf, callOf } from './protocol.ts'
import { PythonDict } from './python-dict.ts'
import { PythonError } from './python-error.ts'
import { PythonObject, type CallArguments, type PythonValue } from './python-object.ts'
import { pythonRepr, pythonText, typeNameOf } from './python-repr.ts'
import { PythonSet } from './python-set.ts'
import { PythonType } from './python-type.ts'
import { PythonList, PythonTuple } from './sequences.ts'

/** An instance of `object`, equal to itself only. */
class PlainObject extends PythonObject {
  readonly typeName = 'object'
}

async function optionalElements(name: string, args: CallArguments): Promise<PythonValue[]> {
  const { iterable } = bindArguments(name, args, ['iterable?'])
  return iterable === undefined ? [] : elementsOf(iterable)
}

function toInteger(args: CallArguments): PythonValue {
  const { x = 0n, base } = bindArguments('int', args, ['x?', 'base?'])
  if (typeof x === 'string') {
    const text = x.trim().replaceAll('_', '')
    const radix = integerArgument(base, 10)
    if (radix === 10 && /^[+-]?\d+$/u.test(text)) return BigInt(text.replace(/^\+/u, ''))
    const parsed = Number.parseInt(text, radix)
    if (radix === 10 || Number.isNaN(parsed)) {
      throw new PythonError('ValueError', `invalid literal for int() with base ${radix}: ${pythonRepr(x)}`)
    }
    return BigInt(parsed)
  }
  const number = asNumber(x)
  if (number === undefined)
    throw new PythonError('TypeError', `int() argument must be a number, not '${typeNameOf(x)}'`)
  if (typeof number === 'bigint') return number
  if (!Number.isFinite(number))
    throw new PythonError('ValueError', `cannot convert float ${pythonRepr(number)} to integer`)
  return BigInt(Math.trunc(number))
}

function toFloat(args: CallArguments): PythonValue {
  const { x = 0 } = bindArguments('float', args, ['x?'])
  if (typeof x !== 'string') {
    const number = asNumber(x)
    if (number === undefined)
      throw new PythonError('TypeError', `float() argument must be a string or a number`)
    return Number(number)
  }
  const text = x.trim().toLowerCase().replaceAll('_', '')
  const special = /^([+-]?)(nan|inf|infinity)$/u.exec(text)
  if (special) return special[2] === 'nan' ? Number.NaN : special[1] === '-' ? -Infinity : Infinity
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/u.test(text)) {
    throw new PythonError('ValueError', `could not convert string to float: ${pythonRepr(x)}`)
  }
  return Number(text)
}

async function toDict(args: CallArguments): Promise<PythonValue> {
  const [source = null] = args.positional
  const pairs =
    source instanceof PythonDict
      ? source.entries()
      : await Promise.all((source === null ? [] : await elementsOf(source)).map((pair) => elementsOf(pair)))
  const entries = pairs.map(([key = null, value = null]): [PythonValue, PythonValue] => [key, value])
  return new PythonDict([...entries, ...args.keywords])
}

async function toBytes(args: CallArguments): Promise<PythonValue> {
  const { source } = bindArguments('bytes', args, ['source?', 'encoding?'])
  if (typeof source === 'string') return new Uint8Array(Buffer.from(source, 'utf8'))
  if (typeof source === 'bigint') return new Uint8Array(Number(source))
  return Uint8Array.from((source === undefined ? [] : await elementsOf(source)).map((byte) => Number(byte)))
}

async function sorted(args: CallArguments): Promise<PythonValue> {
  const {
    iterable = null,
    key = null,
    reverse = false,
  } = bindArguments('sorted', args, ['iterable', 'key?', 'reverse?'])
  const keyed: { item: PythonValue; by: PythonValue }[] = []
  for (const item of await elementsOf(iterable)) {
    keyed.push({
      item,
      by: key === null ? item : await callOf(key, { positional: [item], keywords: new Map() }),
    })
  }
  const direction = (await truthOf(reverse)) ? -1 : 1
  return new PythonList(keyed.sort((a, b) => direction * orderOf(a.by, b.by)).map(({ item }) => item))
}

function range(args: CallArguments): PythonValue {
  const numbers = args.positional.map((value) => integerArgument(value))
  const [first = 0, second, step = 1] = numbers
  const [start, stop] = second === undefined ? [0, first] : [first, second]
  if (step === 0) throw new PythonError('ValueError', 'range() arg 3 must not be zero')
  const items: bigint[] = []
  for (let value = start; step > 0 ? value < stop : value > stop; value += step) items.push(BigInt(value))
  return new PythonList(items)
}

async function zip(args: CallArguments): Promise<PythonValue> {
  const columns = await Promise.all(args.positional.map((iterable) => elementsOf(iterable)))
  const shortest = Math.min(...columns.map((column) => column.length))
  const rows = Array.from({ length: columns.length === 0 ? 0 : shortest }, (_, row) =>
    columns.map((column) => column[row] ?? null),
  )
  return new PythonList(rows.map((row) => new PythonTuple(row)))
}

const TYPES: Readonly<Record<string, (args: CallArguments) => PythonValue | Promise<PythonValue>>> = {
  int: toInteger,
  float: toFloat,
  str: (args) =>
    pythonText(bindArguments('str', args, ['object?']).object ?? (args.positional.length > 0 ? null : '')),
  bool: (args) => truthOf(bindArguments('bool', args, ['x?']).x ?? false),
  dict: toDict,
  list: async (args) => new PythonList(await optionalElements('list', args)),
  tuple: async (args) => new PythonTuple(await optionalElements('tuple', args)),
  set: async (args) => new PythonSet(await optionalElements('set', args)),
  bytes: toBytes,
  object: () => new PlainObject(),
}

const FUNCTIONS: Readonly<Record<string, (args: CallArguments) => PythonValue | Promise<PythonValue>>> = {
  repr: (args) => pythonRepr(bindArguments('repr', args, ['object']).object ?? null),
  len: async (args) => BigInt(await lengthOf(bindArguments('len', args, ['object']).object ?? null)),
  sorted,
  range,
  zip,
  enumerate: async (args) => {
    const { iterable = null, start } = bindArguments('enumerate', args, ['iterable', 'start?'])
    const first = integerArgument(start, 0)
    const items = await elementsOf(iterable)
    return new PythonList(items.map((item, index) => new PythonTuple([BigInt(first + index), item])))
  },
  getattr: async (args) => {
    const { object, name, default: fallback } = bindArguments('getattr', args, ['object', 'name', 'default?'])
    if (!(object instanceof PythonObject)) throw new PythonError('AttributeError', textArgument(name))
    try {
      return await object.attribute(textArgument(name))
    } catch (error) {
      const isMissing = error instanceof PythonError && error.className === 'AttributeError'
      if (isMissing && fallback !== undefined) return fallback
      throw error
    }
  },
}

/** Builtins of the golden subset by name. */
export const PYTHON_BUILTINS: ReadonlyMap<string, PythonValue> = new Map<string, PythonValue>([
  ...Object.entries(TYPES).map(([name, construct]) => [name, new PythonType(name, construct)] as const),
  ...Object.entries(FUNCTIONS).map(([name, body]) => [name, new NativeFunction(name, body)] as const),
])
