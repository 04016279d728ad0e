import type { Data } from 'apache-arrow'

import { isCategoricalDtype } from '../../identity/dtype/simple-dtypes.ts'
import { converterTo, type Converter } from '../coerce/converter.ts'
import type { Arrow } from '../table/arrow-runtime.ts'
import { chunkValues } from '../table/chunk-values.ts'
import { isArrowChunk, type Chunk, type ColumnChange, type TableColumn } from '../table/data-table.ts'
import { DistinctValues } from '../vectors/distinct-values.ts'
import type { CheckedFeature } from './checked-feature.ts'
import { ColumnFacts } from './column-facts.ts'
import { columnProblems } from './column-problems.ts'
import { dtypeRule, type DtypeRule } from './dtype-rule.ts'
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
    const valuesOf = (data: Data): readonly unknown[] => chunkValues(arrow, data)
    this.#facts = new ColumnFacts(column, {
      findNaN:
        !feature.isNullable ||
        (column.kind === 'float' && feature.dtype !== 'float' && feature.dtype !== 'num'),
      accepts,
      readsText,
      valuesOf,
    })
    this.#converter = feature.isCoerced
      ? converterTo(arrow, dtypeOf(feature, this.#isIndex), column)
      : undefined
    if (this.#converter) {
      const options = { findNaN: !feature.isNullable, valuesOf }
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

  /** @param rowLabels - of the first rows, where they are not their numbers */
  problems(rowLabels?: readonly string[]): StructuralProblem[] {
    return columnProblems({
      arrow: this.#arrow,
      column: this.column,
      label: this.#label,
      isIndex: this.#isIndex,
      feature: this.#feature,
      rule: this.#rule,
      converter: this.#converter,
      facts: this.#facts,
      after: this.#failed ? undefined : this.#after,
      head: this.#head,
      rowLabels: this.#isIndex ? undefined : rowLabels,
    })
  }

  #keepHead(chunk: Chunk): void {
    const wanted = Math.min(chunk.length, HEAD_ROWS - this.#head.length)
    const part: Chunk = isArrowChunk(chunk) ? chunk.slice(0, wanted) : chunk.slice(0, wanted)
    this.#head.push(...chunkValues(this.#arrow, part))
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
