import { bindArguments } from './call-arguments.ts'
import { hashKeyOf, pythonEquals } from './equality.ts'
import { NativeFunction } from './native-function.ts'
import { elementsOf, truthOf } from './protocol.ts'
import { PythonDict } from './python-dict.ts'
import { PythonError } from './python-error.ts'
import { PythonModule } from './python-module.ts'
import { PythonObject, type CallArguments, type PythonValue } from './python-object.ts'
import { pythonRepr } from './python-repr.ts'
import { PythonType } from './python-type.ts'
import { PythonList } from './sequences.ts'

/** What a categorical column knows beside its values. */
export interface Categories {
  /** allowed values; `undefined`: those that occur */
  readonly values: readonly PythonValue[] | undefined
  readonly ordered: boolean
}

/** A column: values, with categories if it is a dictionary column. */
export class PythonColumn extends PythonObject {
  readonly typeName: string
  readonly values: readonly PythonValue[]
  readonly categories: Categories | undefined

  constructor(values: readonly PythonValue[], categories?: Categories) {
    super()
    this.typeName = categories ? 'Categorical' : 'Series'
    this.values = values
    this.categories = categories
  }

  override iterate(): Iterable<PythonValue> {
    return this.values
  }

  override length(): number {
    return this.values.length
  }

  override attribute(name: string): PythonValue {
    if (name === 'tolist' || name === 'to_list')
      return new NativeFunction(name, () => new PythonList(this.values))
    if (name === 'values') return new PythonList(this.values)
    return super.attribute(name) as PythonValue
  }

  override repr(): string {
    return `<${this.typeName} [${this.values.map(pythonRepr).join(', ')}]>`
  }
}

/** A data frame as plain data: named columns of one length and, if given, the values of its index. */
export class PythonTable extends PythonObject {
  readonly typeName = 'DataFrame'
  readonly #columns: { name: PythonValue; column: PythonColumn }[] = []
  readonly index: PythonColumn | undefined

  constructor(columns: Iterable<readonly [PythonValue, PythonColumn]>, index?: PythonColumn) {
    super()
    for (const [name, column] of columns) this.#columns.push({ name, column })
    this.index = index
    const lengths = new Set([
      ...this.#columns.map(({ column }) => column.length()),
      ...(index ? [index.length()] : []),
    ])
    if (lengths.size > 1) throw new PythonError('ValueError', 'All arrays must be of the same length')
  }

  columns(): readonly { readonly name: PythonValue; readonly column: PythonColumn }[] {
    return this.#columns
  }

  override attribute(name: string): PythonValue {
    if (name === 'columns') return new PythonList(this.#columns.map((column) => column.name))
    if (name === 'index') {
      const rows = this.#columns[0]?.column.length() ?? 0
      return this.index ?? new PythonColumn(Array.from({ length: rows }, (_, row) => BigInt(row)))
    }
    return super.attribute(name) as PythonValue
  }

  override item(key: PythonValue): PythonValue {
    const found = this.#columns.find(({ name }) => pythonEquals(name, key))
    if (!found) throw new PythonError('KeyError', pythonRepr(key))
    return found.column
  }

  override async setItem(key: PythonValue, value: PythonValue): Promise<void> {
    const column = await columnOf(value)
    const found = this.#columns.find(({ name }) => hashKeyOf(name) === hashKeyOf(key))
    if (found) found.column = column
    else this.#columns.push({ name: key, column })
  }

  override length(): number {
    return this.#columns[0]?.column.length() ?? 0
  }

  override iterate(): Iterable<PythonValue> {
    return this.#columns.map(({ name }) => name)
  }

  override repr(): string {
    return `<DataFrame ${this.#columns.map(({ name }) => pythonRepr(name)).join(', ')}>`
  }
}

async function columnOf(values: PythonValue): Promise<PythonColumn> {
  return values instanceof PythonColumn ? values : new PythonColumn(await elementsOf(values))
}

async function dataFrame(args: CallArguments): Promise<PythonTable> {
  const { data = null, index } = bindArguments('DataFrame', args, ['data?', 'index?'])
  if (data !== null && !(data instanceof PythonDict)) {
    throw new PythonError('TypeError', 'a DataFrame is made from a dict of columns here')
  }
  const columns: [PythonValue, PythonColumn][] = []
  for (const [name, values] of data?.entries() ?? []) columns.push([name, await columnOf(values)])
  return new PythonTable(columns, index === undefined || index === null ? undefined : await columnOf(index))
}

async function categorical(args: CallArguments): Promise<PythonColumn> {
  const bound = bindArguments('Categorical', args, ['values', 'categories?', 'ordered?'])
  const categories = bound.categories ?? null
  return new PythonColumn(await elementsOf(bound.values ?? null), {
    values: categories === null ? undefined : await elementsOf(categories),
    ordered: await truthOf(bound.ordered ?? false),
  })
}

async function series(args: CallArguments): Promise<PythonColumn> {
  const { data = null } = bindArguments('Series', args, ['data?', 'dtype?'])
  return columnOf(data ?? new PythonList())
}

/** The part of pandas that golden cases name; `pd.NA` and `pd.NaT` are missing values. */
export const PANDAS_MODULE: PythonValue = new PythonModule('pandas', {
  DataFrame: new PythonType('pandas.DataFrame', dataFrame),
  Series: new PythonType('pandas.Series', series),
  Categorical: new PythonType('pandas.Categorical', categorical),
  NA: null,
  NaT: null,
})
