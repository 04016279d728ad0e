import { textValues } from '@lamindb/formats'

import { isCategoricalDtype } from '../../identity/dtype/simple-dtypes.ts'
import { converterTo, type Converter } from '../coerce/converter.ts'
import type { Arrow } from '../table/arrow-runtime.ts'
import { chunkValues } from '../table/chunk-values.ts'
import { isArrowChunk, type Chunk, type ColumnChange, type TableColumn } from '../table/data-table.ts'
import { isMissing } from '../table/missing.ts'
import { DistinctValues } from '../vectors/distinct-values.ts'
import type { CheckedFeature } from './checked-feature.ts'
import { ColumnFacts, type FoundValue } from './column-facts.ts'
import { dtypeRule, type DtypeRule } from './dtype-rule.ts'
import { failureCasesText, seriesText } from './pandas-text.ts'
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

  #containsNulls({ column, firstNulls, nulls }: ColumnFacts): StructuralProblem {
    const shown = seriesText({ ...column, name: this.#isIndex ? '' : column.name }, firstNulls, nulls)
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
        ? `:failure cases:${failureCasesText(this.column, this.#wrongDates(), this.#facts.rows)}`
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
    const why = isNumber
      ? `Could not losslessly coerce into ${engine}:${seriesText(this.column, all, this.#facts.rows)}`
      : `Could not coerce <class 'pandas.core.series.Series'> data_container into type ${engine}:${failureCasesText(this.column, this.#unconvertible(all), this.#facts.rows)}`
    return {
      group: 'DATA',
      code: 'DATATYPE_COERCION',
      column: this.#columnName,
      check: `coerce_dtype('${engine}')`,
      error: `Error while coercing '${this.#label}' to type ${engine}: ${why}`,
    }
  }

  get #columnName(): string | null {
    return this.#isIndex ? null : this.column.name
  }

  #keepHead(chunk: Chunk): void {
    const wanted = Math.min(chunk.length, HEAD_ROWS - this.#head.length)
    const part: Chunk = isArrowChunk(chunk) ? chunk.slice(0, wanted) : chunk.slice(0, wanted)
    this.#head.push(...chunkValues(this.#arrow, part))
  }

  #unconvertible(all: readonly FoundValue[]): FoundValue[] {
    return all.filter(({ value }) => !isMissing(value) && this.#converter?.convert([value]) === undefined)
  }

  /** Dates are missing where nothing stands; not-a-number is something. */
  #wrongDates(): FoundValue[] {
    return this.#head
      .map((value, row) => ({ row, value }))
      .filter(({ value }) => (value !== null && value !== undefined) || this.column.physical !== 'object')
  }
}

/** Labels of rows are texts as a rule, whatever registry they name. */
const dtypeOf = ({ dtype }: CheckedFeature, isIndex: boolean): string =>
  isIndex && isCategoricalDtype(dtype) ? 'str' : dtype

function indexRule(feature: CheckedFeature): DtypeRule {
  const dtype = dtypeOf(feature, true)
  const rule = dtypeRule(dtype, false)
  if (dtype !== 'str' || !rule.check) return rule
  return { ...rule, check: { ...rule.check, text: () => "expected series 'None' to have type str" } }
}
