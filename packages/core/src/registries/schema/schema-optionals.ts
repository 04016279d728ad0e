import { InvalidArgument } from '../../errors.ts'
import { metaOf } from '../../registry/record-state.ts'
import { RegistryRecord } from '../../registry/record.ts'
import type { Feature } from '../feature.ts'
import type { Schema } from '../schema.ts'
import { optionalUids, withOptionals } from './schema-settings.ts'

type Features = Feature | readonly Feature[]

/** The members that datasets may lack. Changes are written when the schema is saved. */
export class SchemaOptionals {
  readonly #schema: Schema

  constructor(schema: Schema) {
    this.#schema = schema
  }

  getUids(): string[] {
    return optionalUids(this.#schema._aux)
  }

  /** The optional members, in the order of the schema. */
  async get(): Promise<Feature[]> {
    const uids = new Set(this.getUids())
    const members = (await this.#schema.members) as Feature[]
    return members.filter((member) => uids.has(member.uid))
  }

  /** Makes exactly these members optional. @throws InvalidArgument for something that is no feature */
  set(features: readonly Feature[]): void {
    this.#write(uidsOf(features))
  }

  /**
   * Makes members optional as well. Without effect on a schema whose members are not required.
   *
   * @throws InvalidArgument for a feature that is no member
   */
  async add(features: Features): Promise<void> {
    const uids = uidsOf(features)
    const members = new Set(((await this.#schema.members) as Feature[]).map((member) => member.uid))
    if (uids.some((uid) => !members.has(uid))) {
      throw new InvalidArgument('Feature not part of the schema, please use schema.add() instead.')
    }
    if (this.#schema.minimalSet) this.#write([...new Set([...this.getUids(), ...uids])])
  }

  /** Makes members required again. */
  remove(features: Features): void {
    const uids = new Set(uidsOf(features))
    this.#write(this.getUids().filter((uid) => !uids.has(uid)))
  }

  #write(uids: readonly string[]): void {
    this.#schema._aux = withOptionals(this.#schema._aux, uids) ?? {}
  }
}

function uidsOf(features: Features): string[] {
  const list: readonly unknown[] = Array.isArray(features) ? features : [features]
  return list.map((feature) => {
    if (feature instanceof RegistryRecord && metaOf(feature).name === 'Feature')
      return (feature as Feature).uid
    throw new InvalidArgument('features must be a list of Feature records!')
  })
}
