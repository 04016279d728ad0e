import { InvalidArgument } from '../../errors.ts'
import { isPlainObject } from '../../identity/plain-object.ts'
import type { Schema } from '../schema.ts'

type Aux = { readonly [key: string]: unknown }

/** What a schema asks of the files that hold datasets. Changes are written when the schema is saved. */
export class SchemaFormats {
  readonly #schema: Schema

  constructor(schema: Schema) {
    this.#schema = schema
  }

  /** Conditions on Zarr stores; `null` for none. */
  get zarr(): Aux | null {
    const zarr = this.#schema._aux?.['zarr']
    return typeof zarr === 'object' ? (zarr as Aux | null) : null
  }

  /** @throws {@link InvalidArgument} for something that is no dictionary */
  set zarr(conditions: Aux | null) {
    if (conditions !== null && !(typeof conditions === 'object' && isPlainObject(conditions)))
      throw new InvalidArgument('formats.zarr is a dictionary, or null.')
    const { zarr: _, ...rest } = this.#schema._aux ?? {}
    const aux = conditions === null ? rest : { ...rest, zarr: conditions }
    this.#schema._aux = Object.keys(aux).length > 0 ? aux : null
  }
}
