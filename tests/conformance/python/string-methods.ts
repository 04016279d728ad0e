import { bindArguments, textArgument } from './call-arguments.ts'
import { NativeFunction } from './native-function.ts'
import { PythonError } from './python-error.ts'
import { PythonObject, type CallArguments, type PythonValue } from './python-object.ts'
import { typeNameOf } from './python-repr.ts'
import { PythonList, PythonTuple } from './sequences.ts'

type StringMethod = (text: string, args: CallArguments) => PythonValue

const BLANKS = /\s+/u

/** Methods of `str` by name. */
const METHODS: Readonly<Record<string, StringMethod>> = {
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  strip: (text, args) => trimmed(text, args, 'strip'),
  lstrip: (text, args) => trimmed(text, args, 'lstrip'),
  rstrip: (text, args) => trimmed(text, args, 'rstrip'),
  split: (text, args) => {
    const { sep = null } = bindArguments('split', args, ['sep?'])
    if (sep === null) return new PythonList(text.trim() === '' ? [] : text.trim().split(BLANKS))
    return new PythonList(text.split(textArgument(sep)))
  },
  splitlines: (text) => new PythonList(text === '' ? [] : text.replace(/\r?\n$/u, '').split(/\r?\n/u)),
  join: (text, args) => {
    const { iterable } = bindArguments('join', args, ['iterable'])
    const items = iterable instanceof PythonObject ? (iterable.iterate() as Iterable<PythonValue>) : []
    return [...items].map((item) => textArgument(item)).join(text)
  },
  replace: (text, args) => {
    const { old, new: replacement } = bindArguments('replace', args, ['old', 'new'])
    return text.replaceAll(textArgument(old), () => textArgument(replacement))
  },
  startswith: (text, args) => affixes('startswith', args).some((affix) => text.startsWith(affix)),
  endswith: (text, args) => affixes('endswith', args).some((affix) => text.endsWith(affix)),
  removeprefix: (text, args) => {
    const prefix = textArgument(bindArguments('removeprefix', args, ['prefix']).prefix)
    return text.startsWith(prefix) ? text.slice(prefix.length) : text
  },
  removesuffix: (text, args) => {
    const suffix = textArgument(bindArguments('removesuffix', args, ['suffix']).suffix)
    return suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text
  },
  encode: (text) => new Uint8Array(Buffer.from(text, 'utf8')),
}

/**
 * An attribute of a text, always a method.
 *
 * @throws {@link PythonError} `AttributeError` for methods that Python or the golden subset lacks
 */
export function stringAttribute(text: string, name: string): PythonValue {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
  if (!method) throw new PythonError('AttributeError', `'str' object has no attribute '${name}'`)
  return new NativeFunction(name, (args) => method(text, args))
}

function trimmed(text: string, args: CallArguments, name: 'strip' | 'lstrip' | 'rstrip'): string {
  const { chars = null } = bindArguments(name, args, ['chars?'])
  const isTrimmed = (character: string): boolean =>
    chars === null ? /\s/u.test(character) : textArgument(chars).includes(character)
  const characters = Array.from(text)
  const first = name === 'rstrip' ? 0 : characters.findIndex((character) => !isTrimmed(character))
  const last =
    name === 'lstrip' ? characters.length - 1 : characters.findLastIndex((character) => !isTrimmed(character))
  return first < 0 ? '' : characters.slice(first, last + 1).join('')
}

/** `startswith` and `endswith` take a text or a tuple of texts. */
function affixes(name: string, args: CallArguments): string[] {
  const { affix = null } = bindArguments(name, args, ['affix'])
  if (typeof affix === 'string') return [affix]
  if (affix instanceof PythonTuple) return affix.items.map((item) => textArgument(item))
  throw new PythonError(
    'TypeError',
    `${name} first arg must be str or a tuple of str, not ${typeNameOf(affix)}`,
  )
}
