import type { Instance } from '@lamindb/core'

/** What the objects of an opened instance remember and a user may change: settings and context. */
export class Memory {
  readonly #before: readonly (readonly [object: object, values: ReadonlyMap<string, unknown>])[]

  constructor(db: Instance) {
    const bionty = Reflect.get(db, 'bionty') as { readonly settings?: object } | undefined
    const roots = [db.settings, db.context, bionty?.settings].filter((object) => object !== undefined)
    this.#before = roots.flatMap(withPlainMembers).map((object) => [object, settableValues(object)] as const)
  }

  /** Sets everything back to what it was. */
  restore(): void {
    for (const [object, values] of this.#before) {
      for (const key of Object.keys(object)) if (!values.has(key)) Reflect.deleteProperty(object, key)
      for (const [name, value] of values) Reflect.set(object, name, value)
    }
  }

  /** Whether anything is not what it was. */
  isChanged(): boolean {
    return this.#before.some(([object, values]) => {
      const now = settableValues(object)
      return now.size !== values.size || [...values].some(([name, value]) => now.get(name) !== value)
    })
  }
}

/** Own values and those behind setters. */
function settableValues(object: object): Map<string, unknown> {
  const prototype = Object.getPrototypeOf(object) as object
  const accessors = Object.entries(Object.getOwnPropertyDescriptors(prototype))
    .filter(([name, descriptor]) => descriptor.get && descriptor.set && name !== '__proto__')
    .map(([name]) => name)
  const names = [...Object.keys(object), ...accessors]
  return new Map(names.map((name) => [name, Reflect.get(object, name) as unknown]))
}

/** An object and the plain objects in it. */
function withPlainMembers(object: object): object[] {
  const members = Object.values(object).filter(
    (value): value is object =>
      typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype,
  )
  return [object, ...members.flatMap(withPlainMembers)]
}
