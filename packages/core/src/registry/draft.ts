import { InvalidArgument } from '../errors.ts'
import { constructRecords } from './construct.ts'
import { RegistryRecord, type BoundRegistry } from './record.ts'
import type { SaveOptions } from './save.ts'

/**
 * A record that is being made: await it for the unsaved record, or call `save()`. Making it may look things up (a name
 * that exists already, the content of a file); nothing is written before `save()`.
 */
export class Draft<R extends RegistryRecord> implements PromiseLike<R> {
  readonly #make: () => Promise<R>
  #record: Promise<R> | undefined
  /** @internal Fields of a draft that {@link constructRecords} makes, so that many can be made with one query. */
  readonly fields: object | undefined
  /** @internal */
  readonly registry: BoundRegistry<R>

  constructor(registry: BoundRegistry<R>, from: object | (() => Promise<R>)) {
    this.registry = registry
    if (typeof from === 'function') {
      this.#make = from as () => Promise<R>
      this.fields = undefined
    } else {
      this.fields = from
      this.#make = async () => (await constructRecords(registry, [from]))[0] as R
    }
  }

  /** Makes the record and writes it. */
  async save(options: SaveOptions = {}): Promise<R> {
    const record = await this
    await record.save(options)
    return record
  }

  // oxlint-disable-next-line unicorn/no-thenable -- a draft is awaited for its record
  then<A = R, B = never>(
    fulfilled?: ((record: R) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#record ??= this.#make()
    return this.#record.then(fulfilled, rejected)
  }
}

/** The records of drafts and records, in order; drafts of one registry share their look-ups. */
export async function settleDrafts(
  items: Iterable<RegistryRecord | Draft<RegistryRecord>>,
): Promise<RegistryRecord[]> {
  const list = [...items]
  const stranger = list.find((item) => !(item instanceof Draft) && !(item instanceof RegistryRecord))
  if (stranger !== undefined)
    throw new InvalidArgument(`Only records can be saved, got ${String(stranger)}. Nothing was written.`)
  const made = new Map<Draft<RegistryRecord>, RegistryRecord>()
  const batches = Map.groupBy(
    list.filter((item): item is Draft<RegistryRecord> => item instanceof Draft && item.fields !== undefined),
    (draft) => draft.registry,
  )
  for (const [registry, drafts] of batches) {
    const records = await constructRecords(
      registry,
      drafts.map((draft) => draft.fields as object),
    )
    for (const [index, draft] of drafts.entries()) made.set(draft, records[index] as RegistryRecord)
  }
  const settled: RegistryRecord[] = []
  for (const item of list) settled.push(item instanceof Draft ? (made.get(item) ?? (await item)) : item)
  return settled
}
