import { NotSupported } from '../errors.ts'
import type { Instance } from '../instance/instance.ts'
import { resolveAll, token, type Token } from '../module/token.ts'
import type { Feature } from '../registries/feature.ts'
import type { Schema } from '../registries/schema.ts'
import type { LinkedRecord } from './linked-record.ts'

/** Values of features that are to be checked together. */
export interface DictionaryCheckRequest {
  /** Values by name of the feature, of one record or of several. */
  readonly rows: readonly { readonly [feature: string]: unknown }[]
  /** Where there is none, each value is checked by its own feature. */
  readonly schema: Schema | undefined
  /** Features that the values are of; members of the schema, if there is one. */
  readonly members: readonly Feature[]
  readonly index: Feature | undefined
}

/** The records that values of categorical features name: by the name of the feature, then by value. */
export type NamedRecords = ReadonlyMap<string, ReadonlyMap<unknown, readonly LinkedRecord[]>>

/** What annotation needs of curation. */
export interface DictionaryCheck {
  /** @throws ValidationError with everything that is wrong */
  check(request: DictionaryCheckRequest): Promise<NamedRecords>
}

export const dictionaryCheckToken: Token<DictionaryCheck> = token<DictionaryCheck>('dictionary-check')

/** @throws NotSupported when the instance was put together without curation */
export function dictionaryCheckOf(instance: Instance): DictionaryCheck {
  const [check] = resolveAll(instance.container, dictionaryCheckToken)
  if (check) return check
  throw new NotSupported('Nothing in this instance checks values of features.')
}
