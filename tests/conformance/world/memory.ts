import type { Instance } from '@lamindb/core'

/** What the objects of an opened instance remember and a user may change: settings and context. */
export class Memory {
  readonly #before: readonly (readonly [object: Record<string, unknown>, copy: Record<string, unknown>])[]

  constructor(db: Instance) {
    const bionty = Reflect.get(db, 'bionty') as { readonly settings?: object } | undefined
    const roots = [db.settings, db.context, bionty?.settings].filter((object) => object !== undefined)
    this.#before = roots
      .flatMap((object) => withPlainMembers(object as Record<string, unknown>))
      .map((object) => [object, { ...object }] as const)
  }

  /** Sets everything back to what it was. */
  restore(): void {
    for (const [object, copy] of this.#before) {
      for (const key of Object.keys(object))
        if (!Object.hasOwn(copy, key)) Reflect.deleteProperty(object, key)
      Object.assign(object, copy)
    }
  }
}

/** An object and the plain objects in it. */
function withPlainMembers(object: Record<string, unknown>): Record<string, unknown>[] {
  const members = Object.values(object).filter(
    (value): value is Record<string, unknown> =>
      typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype,
  )
  return [object, ...members.flatMap(withPlainMembers)]
}
