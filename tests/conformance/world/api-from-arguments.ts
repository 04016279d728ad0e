import { apiFromPython } from '../api/api-from-python.ts'
import type { CallArguments, PythonValue } from '../python/python-object.ts'
import { PythonDict } from '../python/python-dict.ts'
import { keywordName } from './member-name.ts'
import { camelCase } from './names.ts'

/** How a call of Python is written for the API. */
export interface CallForm {
  /** names of Python's parameters that may be given by position */
  readonly python: readonly string[]
  /** how many of them the API takes by position; the others are options */
  readonly positional: number
  /** options that are always the same, where the API does more than Python */
  readonly fixed?: Readonly<Record<string, unknown>>
  /** keywords that ask for what the API does anyhow */
  readonly dropped?: readonly string[]
}

/** The arguments of a call of the API: values by position, then options if there are any. */
export function apiArguments(args: CallArguments, form?: CallForm): unknown[] {
  if (!form) return withOptions(args.positional.map(apiArgument), optionsOf(args.keywords))
  const named = new Map([...args.keywords].filter(([name]) => !form.dropped?.includes(name)))
  for (const [index, value] of args.positional.entries()) named.set(form.python[index] ?? `${index}`, value)
  const positional = form.python.slice(0, form.positional).map((name) => {
    const value = named.get(name)
    named.delete(name)
    return value === undefined ? undefined : option(name, value)
  })
  return withOptions(positional, { ...optionsOf(named), ...form.fixed })
}

function withOptions(positional: unknown[], options: object): unknown[] {
  return Object.keys(options).length === 0 ? positional : [...positional, options]
}

/** Keywords as an object of options. */
export function optionsOf(keywords: ReadonlyMap<string, PythonValue>): Record<string, unknown> {
  return Object.fromEntries([...keywords].map(([name, value]) => [keywordName(name), option(name, value)]))
}

/** Options whose texts are names of fields. */
const FIELD_OPTIONS: ReadonlySet<string> = new Set(['field', 'return_field', 'synonyms_field', 'include'])

function option(name: string, value: PythonValue): unknown {
  if (name === 'csv_kwargs' && value instanceof PythonDict) return csvOptions(value)
  if (!FIELD_OPTIONS.has(name)) return apiArgument(value)
  const names = apiArgument(value)
  return Array.isArray(names) ? names.map(fieldName) : fieldName(names)
}

/** What pandas' `to_csv` takes, as far as the API has it. */
function csvOptions(given: PythonDict): object {
  const known: Readonly<Record<string, (value: PythonValue) => object>> = {
    index: (value) => ({ index: value === true ? 'all' : 'none' }),
    sep: (separator) => ({ separator }),
  }
  return Object.fromEntries(
    given
      .entries()
      .flatMap(([name, value]) => Object.entries(known[String(name)]?.(value) ?? { [String(name)]: value })),
  )
}

/** `created_by__handle` → `createdBy.handle` */
function fieldName(value: unknown): unknown {
  return typeof value === 'string' ? value.split('__').map(camelCase).join('.') : value
}

/** A value as an argument: ints are plain numbers where these hold them exactly, within lists and dicts they stay. */
export function apiArgument(value: PythonValue): unknown {
  const isExact = typeof value === 'bigint' && BigInt(Number(value)) === value
  return isExact ? Number(value) : apiFromPython(value)
}
