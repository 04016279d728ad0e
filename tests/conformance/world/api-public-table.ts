import { NativeFunction } from '../python/native-function.ts'
import { PythonDict } from '../python/python-dict.ts'
import type { CallArguments, Eventually, PythonValue } from '../python/python-object.ts'
import { PythonList } from '../python/sequences.ts'
import { PythonColumn, PythonTable } from '../python/table.ts'
import { ApiTerm } from './api-term.ts'
import { ApiThing } from './api-thing.ts'
import { apiArguments } from './api-from-arguments.ts'
import { CALL_FORMS } from './call-forms.ts'
import { camelCase, snakeCase } from './names.ts'
import { pythonOf } from './python-from-api.ts'

/** The part of a public table of bionty that Python code uses. */
export interface PublicTableLike {
  readonly length: number
  readonly fields: readonly string[]
  readonly rows: readonly object[]
  rank(text: string, options?: object): readonly { readonly term: object; readonly score: number }[]
  lookup(field?: string): object
  standardize(values: unknown, options?: object): Promise<unknown>
  standardizeMapper(values: unknown, options?: object): Promise<ReadonlyMap<unknown, unknown>>
}

/** Whether an object of the API is the public table of a registry. */
export function isPublicTable(value: object): value is PublicTableLike {
  return ['rank', 'lookup', 'standardizeMapper'].every(
    (name) => typeof Reflect.get(value, name) === 'function',
  )
}

/** The public table of a registry under Python's names: its columns are attributes. */
export class ApiPublicTable extends ApiThing {
  declare readonly apiValue: PublicTableLike

  override attribute(name: string): Eventually<PythonValue> {
    const table = this.apiValue
    switch (name) {
      case '_df':
        return tableOf(table)
      case 'standardize':
        return new NativeFunction(name, (args) => this.#standardize(args))
      case 'lookup':
        return new NativeFunction(
          name,
          (args) => new ApiTermLookup(table.lookup(...(apiArguments(args) as [string?]))),
        )
      case 'search':
        return new NativeFunction(name, (args) => {
          const ranked = table.rank(...(apiArguments(args, CALL_FORMS.get(name)) as [string]))
          return new PythonList(ranked.map(({ term, score }) => new ApiTerm(term, score)))
        })
      default:
        return table.fields.includes(camelCase(name)) ? name : super.attribute(name)
    }
  }

  async #standardize(args: CallArguments): Promise<PythonValue> {
    const keywords = new Map(args.keywords)
    const wantsMapper = keywords.get('return_mapper') === true
    keywords.delete('return_mapper')
    const given = apiArguments({ ...args, keywords }, CALL_FORMS.get('standardize')) as [unknown, object?]
    const { apiValue: table } = this
    return pythonOf(await (wantsMapper ? table.standardizeMapper(...given) : table.standardize(...given)))
  }

  override length(): number {
    return this.apiValue.length
  }

  override repr(): string {
    return String(this.apiValue)
  }
}

function tableOf({ fields, rows }: PublicTableLike): PythonTable {
  return new PythonTable(
    fields.map((field) => {
      const values = rows.map((row) => pythonOf(Reflect.get(row, field)))
      return [snakeCase(field), new PythonColumn(values)] as const
    }),
  )
}

/** Terms by keys, as attributes. */
export class ApiTermLookup extends ApiThing {
  override attribute(name: string): PythonValue {
    if (name === 'dict') return new NativeFunction(name, () => new PythonDict(this.entries()))
    const term: unknown = Reflect.get(this.apiValue, name)
    return typeof term === 'object' && term !== null ? new ApiTerm(term) : null
  }

  /** Keys in the order of the table, with their terms. */
  entries(): (readonly [string, ApiTerm])[] {
    return Object.keys(this.apiValue).map(
      (key) => [key, new ApiTerm(Reflect.get(this.apiValue, key) as object)] as const,
    )
  }
}
