import type { RegistryRecord } from '@lamindb/core'
import type { PythonValue } from '../python/python-object.ts'
import { ApiThing } from './api-thing.ts'
import { pythonOf } from './python-from-api.ts'

/** A record that a search found. */
interface Hit {
  readonly record: RegistryRecord
  readonly score: number | undefined
}

/** The part of a result of a search that Python code uses. */
export interface SearchResultLike {
  hits(): Promise<readonly Hit[]>
}

/** Whether an object of the API is the result of a search. */
export function isSearchResult(value: object): value is SearchResultLike {
  return typeof Reflect.get(value, 'hits') === 'function'
}

/** What a search in a registry found, best first. */
export class ApiSearchResult extends ApiThing {
  declare readonly apiValue: SearchResultLike

  /** Records with their scores. */
  async scored(): Promise<{ readonly record: PythonValue; readonly score: number }[]> {
    const hits = await this.apiValue.hits()
    return hits.map(({ record, score }) => ({ record: pythonOf(record), score: score ?? Number.NaN }))
  }

  override async iterate(): Promise<PythonValue[]> {
    return (await this.scored()).map(({ record }) => record)
  }

  override async length(): Promise<number> {
    return (await this.scored()).length
  }
}
