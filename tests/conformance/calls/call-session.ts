import { pythonFromGolden } from '../api/python-from-golden.ts'
import { Fields, UnexpectedForm } from '../golden/fields.ts'
import { isGoldenList, isGoldenObject, type GoldenJson, type GoldenObject } from '../golden/golden-json.ts'
import { pythonEquals } from '../python/equality.ts'
import { attributeOf, callOf, elementsOf, itemOf, lengthOf } from '../python/protocol.ts'
import { PythonDict } from '../python/python-dict.ts'
import { PythonError } from '../python/python-error.ts'
import { PythonObject, type CallArguments, type PythonValue } from '../python/python-object.ts'
import { pythonRepr, typeNameOf } from '../python/python-repr.ts'
import { PythonList } from '../python/sequences.ts'
import { PythonColumn, PythonTable } from '../python/table.ts'
import { PythonTimeDelta } from '../python/time-delta.ts'
import type { CallWorld, SourceKey } from './call-world.ts'

/** Evaluates one form that stands for a value. */
type FormReader = (session: CallSession, form: Fields) => Promise<PythonValue>

/**
 * Runs calls that are recorded as data: `{on, method, args, kwargs}`, alone or as steps that use what earlier ones
 * returned. `new` is the constructor.
 */
export class CallSession {
  readonly world: CallWorld
  readonly #results: PythonValue[] = []

  constructor(world: CallWorld) {
    this.world = world
  }

  /** What step n returned. */
  result(step: number): PythonValue {
    const result = this.#results[step]
    if (result === undefined) throw new UnexpectedForm('step', 'a step that ran', BigInt(step))
    return result
  }

  /** Runs one more call; its result is that of the next step. */
  async run(call: Fields): Promise<PythonValue> {
    const on = call.required('on')
    const target = typeof on === 'string' ? await this.world.named(on) : await this.evaluate(on)
    const method = call.text('method')
    const args = await this.#arguments(call)
    const result = isAssignment(target, method, args)
      ? await assign(target, args)
      : await callOf(method === 'new' ? target : await attributeOf(target, method), args)
    this.#results.push(result)
    return result
  }

  /** The value that a form stands for, after the steps that have run: an argument, or what a case says it returns. */
  async evaluate(form: GoldenJson): Promise<PythonValue> {
    if (isGoldenList(form)) return new PythonList(await Promise.all(form.map((item) => this.evaluate(item))))
    if (!isGoldenObject(form)) return form
    const [, reader] = FORMS.find(([key]) => Object.hasOwn(form, key)) ?? []
    if (reader) return reader(this, new Fields(form))
    if (Object.keys(form).length === 1 && Object.keys(form)[0]?.startsWith('$')) return pythonFromGolden(form)
    return this.#dict(form)
  }

  async #dict(form: GoldenObject): Promise<PythonDict> {
    const dict = new PythonDict()
    for (const [key, value] of Object.entries(form)) dict.set(key, await this.evaluate(value))
    return dict
  }

  async #arguments(call: Fields): Promise<CallArguments> {
    const positional: PythonValue[] = []
    for (const argument of call.optionalList('args')) positional.push(await this.evaluate(argument))
    const keywords = new Map<string, PythonValue>()
    for (const [name, value] of Object.entries(call.optionalFields('kwargs')?.object ?? {})) {
      keywords.set(name, await this.evaluate(value))
    }
    return { positional, keywords }
  }
}

/** `set` with a name and a value assigns an attribute; sets of related records have a method of that name. */
function isAssignment(
  target: PythonValue,
  method: string,
  { positional }: CallArguments,
): target is PythonObject {
  return (
    method === 'set' &&
    positional.length === 2 &&
    typeof positional[0] === 'string' &&
    target instanceof PythonObject
  )
}

async function assign(
  target: PythonObject,
  { positional: [name, value = null] }: CallArguments,
): Promise<null> {
  await target.setAttribute(String(name), value)
  return null
}

/** Forms by the key that tells them apart from a plain dict. */
const FORMS: readonly (readonly [key: string, reader: FormReader])[] = [
  ['step', stepValue],
  ['field', async ({ world }, form) => fieldOf(world, form.text('field'))],
  ['registry', async ({ world }, form) => world.named(form.text('registry'))],
  ['source', sourceValue],
  ['public', async ({ world }, form) => world.publicTable(sourceKey(form, 'public'))],
  ['record', recordValue],
  ['series', async (session, form) => seriesOf(session, form)],
  ['frame', frameValue],
  ['timedelta_us', async (_session, form) => new PythonTimeDelta(BigInt(form.integer('timedelta_us')))],
  [
    'length',
    async (session, form) => BigInt(await lengthOf(await session.evaluate(form.required('length')))),
  ],
  ['class_name', async (session, form) => typeNameOf(await session.evaluate(form.required('class_name')))],
  ['not_null', async (session, form) => (await session.evaluate(form.required('not_null'))) !== null],
  ['repr', async (session, form) => pythonRepr(await session.evaluate(form.required('repr')))],
]

/** `{step, get, each, pick}`: what a step returned, or attributes and list positions of it. */
async function stepValue(session: CallSession, form: Fields): Promise<PythonValue> {
  const result = session.result(form.integer('step'))
  const start = form.has('pick') ? await pick(result, form.fields('pick')) : result
  const path = form.optionalList('get')
  if (form.value('each') !== true) return follow(start, path)
  return each(start, path)
}

/** What attributes of the elements of a value are; where it has no elements, those of the first attribute that has. */
async function each(start: PythonValue, [first, ...rest]: readonly GoldenJson[]): Promise<PythonValue> {
  const elements = await elementsIfAny(start)
  if (elements === undefined && first !== undefined) return each(await follow(start, [first]), rest)
  const values: PythonValue[] = []
  const path = first === undefined ? [] : [first, ...rest]
  for (const element of elements ?? (await elementsOf(start))) values.push(await follow(element, path))
  return new PythonList(values)
}

async function elementsIfAny(value: PythonValue): Promise<readonly PythonValue[] | undefined> {
  // Of tables the columns are meant, as an attribute.
  if (value instanceof PythonTable) return undefined
  try {
    return await elementsOf(value)
  } catch (error) {
    if (error instanceof PythonError && error.className === 'TypeError') return undefined
    throw error
  }
}

async function follow(start: PythonValue, path: readonly GoldenJson[]): Promise<PythonValue> {
  let value = start
  for (const part of path) {
    if (value === null) return null
    value =
      typeof part === 'string' ? await attributeOf(value, part) : await itemOf(value, pythonFromGolden(part))
  }
  return value
}

/** The element with these fields. */
async function pick(value: PythonValue, fields: Fields): Promise<PythonValue> {
  for (const element of await elementsOf(value)) {
    const wanted = Object.entries(fields.object)
    const matches = await Promise.all(
      wanted.map(async ([name, field]) =>
        pythonEquals(await attributeOf(element, name), pythonFromGolden(field)),
      ),
    )
    if (matches.every(Boolean)) return element
  }
  throw new PythonError('LookupError', 'no element has the fields to pick by')
}

async function fieldOf(world: CallWorld, text: string): Promise<PythonValue> {
  const dot = text.lastIndexOf('.')
  return attributeOf(await world.named(text.slice(0, dot)), text.slice(dot + 1))
}

/** `{source: [entity, …]}` is a row; as a keyword named `source` the object is a plain dict and never gets here. */
async function sourceValue({ world }: CallSession, form: Fields): Promise<PythonValue> {
  return world.source(sourceKey(form, 'source'))
}

function sourceKey(form: Fields, name: string): SourceKey {
  const [entity = '', source = '', version = '', organism = ''] = form.texts(name)
  return [entity, source, version, organism]
}

async function recordValue(session: CallSession, form: Fields): Promise<PythonValue> {
  const [registry, fields] = form.list('record')
  if (typeof registry !== 'string' || !isGoldenObject(fields)) {
    throw new UnexpectedForm('record', '[registry, fields]', form.required('record'))
  }
  const values = Object.entries(fields).map(([name, value]) => [name, pythonFromGolden(value)] as const)
  return session.world.record(registry, new Map(values))
}

async function seriesOf(session: CallSession, form: Fields): Promise<PythonColumn> {
  const values: PythonValue[] = []
  for (const value of form.list('series')) values.push(await session.evaluate(value))
  return new PythonColumn(
    values,
    form.optionalText('dtype') === 'category' ? { values: undefined, ordered: false } : undefined,
  )
}

async function frameValue(session: CallSession, form: Fields): Promise<PythonValue> {
  const columns: [PythonValue, PythonColumn][] = []
  const frame = form.fields('frame')
  for (const name of frame.names()) columns.push([name, await seriesOf(session, frame.fields(name))])
  return new PythonTable(columns)
}
