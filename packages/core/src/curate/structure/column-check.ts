import { columnType, textValues } from '@lamindb/formats'

import { isCategoricalDtype } from '../../identity/dtype/simple-dtypes.ts'
import { Float } from '../../identity/python-float.ts'
import { converterTo, type Converter } from '../coerce/converter.ts'
import { toMoment } from '../coerce/to-moment.ts'
import type { Arrow } from '../table/arrow-runtime.ts'
import { categoriesType, chunkValues } from '../table/chunk-values.ts'
import { isArrowChunk, type Chunk, type ColumnChange, type TableColumn } from '../table/data-table.ts'
import { mixedColumn } from '../table/describe-column.ts'
import { isMissing } from '../table/missing.ts'
import { DistinctValues } from '../vectors/distinct-values.ts'
import { cellTexts } from './cell-texts.ts'
import type { CheckedFeature } from './checked-feature.ts'
import { ColumnFacts, type FoundValue } from './column-facts.ts'
import { dtypeRule, type DtypeRule } from './dtype-rule.ts'
import { failureCasesText, seriesText, type ShownCategories } from './pandas-text.ts'
import type { StructuralProblem } from './structural-problem.ts'

/** Rows that are kept for messages. */
const HEAD_ROWS = 60

/** Checks one column of a table: its type, its missing values, and its values as far as the dtype looks at them. */
export class ColumnCheck {
  readonly column: TableColumn
  readonly #arrow: Arrow
  readonly #feature: CheckedFeature
  readonly #rule: DtypeRule
  readonly #facts: ColumnFacts
  readonly #converter: Converter | undefined
  readonly #after: ColumnFacts | undefined
  readonly #distinct: DistinctValues | undefined
  readonly #head: unknown[] = []
  #failed = false
  /** What the column is called in messages. */
  readonly #label: string
  readonly #isIndex: boolean

  constructor(arrow: Arrow, feature: CheckedFeature, column: TableColumn, index?: { readonly name: string }) {
    this.column = column
    this.#arrow = arrow
    this.#feature = feature
    this.#isIndex = index !== undefined
    this.#label = index?.name ?? column.name
    this.#rule = index
      ? indexRule(feature)
      : dtypeRule(feature.dtype, feature.isNullable, feature.isCategoryList)
    const { accepts, readsText = false } = this.#rule
    const text = (data: Parameters<typeof textValues>[0]['data'][number]): (string | null)[] =>
      textValues(new arrow.Vector([data]))
    this.#facts = new ColumnFacts(column, {
      findNaN:
        !feature.isNullable ||
        (column.kind === 'float' && feature.dtype !== 'float' && feature.dtype !== 'num'),
      accepts,
      readsText,
      textValues: text,
    })
    this.#converter = feature.isCoerced
      ? converterTo(arrow, dtypeOf(feature, this.#isIndex), column)
      : undefined
    if (this.#converter) {
      const options = { findNaN: !feature.isNullable, textValues: text }
      this.#after = new ColumnFacts({ ...this.#converter.column, name: column.name }, options)
    }
    if (isCategoricalDtype(feature.dtype)) this.#distinct = new DistinctValues(arrow)
  }

  add(chunk: Chunk): void {
    this.#facts.add(chunk)
    this.#distinct?.add(chunk)
    if (this.#head.length < HEAD_ROWS && (this.#converter || this.#feature.dtype === 'date'))
      this.#keepHead(chunk)
    if (!this.#converter || this.#failed) return
    const converted = this.#converter.convert(chunk)
    if (converted) this.#after?.add(converted)
    else this.#failed = true
  }

  get rows(): number {
    return this.#facts.rows
  }

  /** The different labels of a categorical column. */
  get labels(): DistinctValues | undefined {
    return this.#distinct
  }

  /** How the column becomes one of the type, if it has to be converted. */
  get change(): ColumnChange | undefined {
    const converter = this.#converter
    if (!converter || this.#failed) return undefined
    return {
      column: { ...converter.column, name: this.column.name },
      convert: (chunk) => converter.convert(chunk) as Chunk,
    }
  }

  problems(): StructuralProblem[] {
    const isConverted = this.#converter !== undefined && !this.#failed
    const facts = isConverted && this.#after ? this.#after : this.#facts
    return [
      ...(this.#failed ? [this.#notConverted()] : []),
      ...(facts.nulls > 0 && !this.#feature.isNullable ? [this.#containsNulls(facts)] : []),
      ...(isConverted || this.#hasType() ? [] : [this.#wrongType()]),
      ...this.#failedCheck(),
    ]
  }

  /** Everything can be cast to an object. */
  #hasType(): boolean {
    if (this.#feature.isCoerced && this.#rule.engine === 'object') return true
    return this.#rule.hasType(this.#facts)
  }

  #failedCheck(): StructuralProblem[] {
    const { check } = this.#rule
    if (!check || check.holds(this.#facts)) return []
    const text = check.text(this.column)
    const [what, name] = this.#isIndex
      ? [`Index '${this.#label}'`, 'check_pandera_str']
      : [`Column '${this.#label}'`, this.#rule.engine === undefined ? 'check_function' : '<lambda>']
    const error = `${what} failed series or dataframe validator 0: <Check ${name}: ${text}>`
    return [{ group: 'DATA', code: 'DATAFRAME_CHECK', column: this.#columnName, check: text, error }]
  }

  #containsNulls(facts: ColumnFacts): StructuralProblem {
    const { column, firstNulls, nulls } = facts
    const name = this.#isIndex ? '' : column.name
    const shown = this.#isObject(facts)
      ? seriesText({ column: mixedColumn(name) }, asObjects(column, firstNulls), nulls)
      : seriesText(
          {
            column: { ...column, name, physical: physicalOf(facts) },
            categories: this.#categories(facts),
            isIndex: this.#isIndex,
          },
          firstNulls,
          nulls,
        )
    return {
      group: 'SCHEMA',
      code: 'SERIES_CONTAINS_NULLS',
      column: this.#columnName,
      check: 'not_nullable',
      error: `non-nullable series '${this.#label}' contains null values:${shown}`,
    }
  }

  #wrongType(): StructuralProblem {
    const engine = this.#rule.engine ?? this.#feature.dtype
    const got =
      engine === 'date'
        ? `:failure cases:${this.#cases(this.#wrongDates())}`
        : `, got ${this.column.physical}`
    return {
      group: 'SCHEMA',
      code: 'WRONG_DATATYPE',
      column: this.#columnName,
      check: `dtype('${engine}')`,
      error: `expected series '${this.#label}' to have type ${engine}${got}`,
    }
  }

  #notConverted(): StructuralProblem {
    const engine = this.#rule.engine ?? this.#feature.dtype
    const all = this.#head.map((value, row) => ({ row, value }))
    const isNumber = engine === 'int' || engine === 'float'
    const infinite = engine === 'int' ? all.filter(({ value }) => isInfinite(value)) : []
    const shown = { column: this.column, categories: this.#categories(this.#facts) }
    const why =
      isNumber && infinite.length === 0
        ? `Could not losslessly coerce into ${engine}:${seriesText(shown, all, this.#facts.rows)}`
        : `Could not coerce <class 'pandas.core.series.Series'> data_container into type ${isNumber ? 'int64' : engine}:${this.#cases(isNumber ? infinite : this.#unconvertible(all))}`
    return {
      group: 'DATA',
      code: 'DATATYPE_COERCION',
      column: this.#columnName,
      check: `coerce_dtype('${engine}')`,
      error: `Error while coercing '${this.#label}' to type ${engine}: ${why}`,
    }
  }

  /** Whether the reference would hold the values as objects: converted ones, and dates among them. */
  #isObject(facts: ColumnFacts): boolean {
    return (
      (this.#feature.isCoerced && this.#rule.engine === 'object') ||
      (facts.column.kind === 'date' && facts === this.#after)
    )
  }

  get #columnName(): string | null {
    return this.#isIndex ? null : this.column.name
  }

  #keepHead(chunk: Chunk): void {
    const wanted = Math.min(chunk.length, HEAD_ROWS - this.#head.length)
    const part: Chunk = isArrowChunk(chunk) ? chunk.slice(0, wanted) : chunk.slice(0, wanted)
    this.#head.push(...chunkValues(this.#arrow, part))
  }

  /** Each value alone. The date of a time with zone, and lists of times, are no faults of a single value in pandas. */
  #unconvertible(all: readonly FoundValue[]): FoundValue[] {
    const present = all.filter(({ value }) => !isMissing(value))
    if (this.#rule.engine === 'category') return present
    return present.filter(
      ({ value }) =>
        this.#converter?.convert([value]) === undefined &&
        toMoment(value)?.isZoned !== true &&
        !(this.#rule.engine?.startsWith('date') && isListOfTimes(value)),
    )
  }

  #cases(found: readonly FoundValue[]): string {
    const isAll = this.#facts.rows <= HEAD_ROWS
    if (isAll && found.length === 0) return 'None'
    return failureCasesText(this.column, found, isAll ? found.length : this.#facts.rows)
  }

  #categories({ column: { kind, field }, categories }: ColumnFacts): ShownCategories | undefined {
    if (kind !== 'category' || !field) return undefined
    const values = categories.flatMap((data) => chunkValues(this.#arrow, data))
    const type = new this.#arrow.Field('', categoriesType(field.type))
    return { values, physical: columnType(type) }
  }

  /** What is missing in a column of numbers is wrong too. */
  #wrongDates(): FoundValue[] {
    return this.#head
      .map((value, row) => ({ row, value }))
      .filter(({ value }) => !isMissing(value) || this.column.physical !== 'object')
  }
}

/** Integers with missing values are of another type in pandas. */
const physicalOf = ({ column, nulls }: ColumnFacts): string =>
  nulls > 0 && column.physical === 'int64' ? 'Int64' : column.physical

/** Missing values as texts of what they are in a column. */
function asObjects(column: TableColumn, found: readonly FoundValue[]): FoundValue[] {
  const [missing = ''] = column.kind === 'date' ? ['NaT'] : cellTexts(column, [null]).texts
  return found.map(({ row }) => ({ row, value: missing }))
}

const isListOfTimes = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item !== 'string' && toMoment(item) !== undefined)

const isInfinite = (value: unknown): boolean =>
  value instanceof Float && !Number.isFinite(value.value) && !Number.isNaN(value.value)

/** Labels of rows are texts as a rule, whatever registry they name. */
const dtypeOf = ({ dtype }: CheckedFeature, isIndex: boolean): string =>
  isIndex && isCategoricalDtype(dtype) ? 'str' : dtype

function indexRule(feature: CheckedFeature): DtypeRule {
  const dtype = dtypeOf(feature, true)
  const rule = dtypeRule(dtype, false)
  if (dtype !== 'str' || !rule.check) return rule
  return { ...rule, check: { ...rule.check, text: () => "expected series 'None' to have type str" } }
}
