import { columnType } from '@lamindb/formats'

import { CalendarDate } from '../../identity/calendar-date.ts'
import { compareCodePoints } from '../../identity/code-point-order.ts'
import { Float } from '../../identity/python-float.ts'
import type { Converter } from '../coerce/converter.ts'
import { toMoment } from '../coerce/to-moment.ts'
import type { Arrow } from '../table/arrow-runtime.ts'
import { categoriesType, chunkValues } from '../table/chunk-values.ts'
import type { TableColumn } from '../table/data-table.ts'
import { mixedColumn } from '../table/describe-column.ts'
import { isMissing } from '../table/missing.ts'
import { cellTexts } from './cell-texts.ts'
import type { CheckedFeature } from './checked-feature.ts'
import type { ColumnFacts, FoundValue } from './column-facts.ts'
import type { DtypeRule } from './dtype-rule.ts'
import { failureCasesText, seriesText, type ShownCategories } from './pandas-text.ts'
import type { StructuralProblem } from './structural-problem.ts'

/** What was found out about a column. */
export interface CheckedColumn {
  readonly arrow: Arrow
  readonly column: TableColumn
  /** What the column is called in messages. */
  readonly label: string
  readonly isIndex: boolean
  readonly feature: CheckedFeature
  readonly rule: DtypeRule
  /** What converts the column, if it has to be converted. */
  readonly converter: Converter | undefined
  readonly facts: ColumnFacts
  /** Of the converted column; undefined where there is none. */
  readonly after: ColumnFacts | undefined
  /** The first values, where messages may show them. */
  readonly head: readonly unknown[]
  /** Labels of the first rows, where they are not their numbers. */
  readonly rowLabels: readonly string[] | undefined
}

/** What is wrong with a column, in the words and the order of the reference. */
export function columnProblems(checked: CheckedColumn): StructuralProblem[] {
  const { after, converter, facts, feature } = checked
  const isConverted = after !== undefined
  const hasFailed = converter !== undefined && !isConverted
  const nulls = after ?? facts
  return [
    ...(hasFailed ? [notConverted(checked)] : []),
    ...(nulls.nulls > 0 && !feature.isNullable ? [containsNulls(checked, nulls)] : []),
    ...(isConverted || hasType(checked) ? [] : [wrongType(checked)]),
    ...failedCheck(checked),
  ]
}

/** Everything can be cast to an object. */
const hasType = ({ feature, rule, facts }: CheckedColumn): boolean =>
  (feature.isCoerced && rule.engine === 'object') || rule.hasType(facts)

const columnName = ({ isIndex, column }: CheckedColumn): string | null => (isIndex ? null : column.name)

const engineOf = ({ rule, feature }: CheckedColumn): string => rule.engine ?? feature.dtype

function failedCheck(checked: CheckedColumn): StructuralProblem[] {
  const { column, facts, isIndex, label, rule } = checked
  if (!rule.check || rule.check.holds(facts)) return []
  const check = rule.check.text(column)
  const [what, name] = isIndex
    ? [`Index '${label}'`, 'check_pandera_str']
    : [`Column '${label}'`, rule.engine === undefined ? 'check_function' : '<lambda>']
  const error = `${what} failed series or dataframe validator 0: <Check ${name}: ${check}>`
  return [{ group: 'DATA', code: 'DATAFRAME_CHECK', column: columnName(checked), check, error }]
}

function containsNulls(checked: CheckedColumn, facts: ColumnFacts): StructuralProblem {
  const { isIndex, label, rowLabels } = checked
  const { column, firstNulls, nulls } = facts
  const name = isIndex ? '' : column.name
  const physical = nulls > 0 && column.physical === 'int64' ? 'Int64' : column.physical
  const shown = isHeldAsObjects(checked, facts)
    ? seriesText({ column: mixedColumn(name), rowLabels }, asObjects(column, firstNulls), nulls)
    : seriesText(
        {
          column: { ...column, name, physical },
          categories: categoriesOf(checked, facts),
          isIndex,
          rowLabels,
        },
        firstNulls,
        nulls,
      )
  return {
    group: 'SCHEMA',
    code: 'SERIES_CONTAINS_NULLS',
    column: columnName(checked),
    check: 'not_nullable',
    error: `non-nullable series '${label}' contains null values:${shown}`,
  }
}

function wrongType(checked: CheckedColumn): StructuralProblem {
  const { column, label } = checked
  const engine = engineOf(checked)
  const got =
    engine === 'date' ? `:failure cases:${cases(checked, wrongDates(checked))}` : `, got ${column.physical}`
  return {
    group: 'SCHEMA',
    code: 'WRONG_DATATYPE',
    column: columnName(checked),
    check: `dtype('${engine}')`,
    error: `expected series '${label}' to have type ${engine}${got}`,
  }
}

function notConverted(checked: CheckedColumn): StructuralProblem {
  const engine = engineOf(checked)
  return {
    group: 'DATA',
    code: 'DATATYPE_COERCION',
    column: columnName(checked),
    check: `coerce_dtype('${engine}')`,
    error: `Error while coercing '${checked.label}' to type ${engine}: ${reason(checked, engine)}`,
  }
}

function reason(checked: CheckedColumn, engine: string): string {
  const { column, facts, head, rowLabels } = checked
  const all = head.map((value, row) => ({ row, value }))
  const isNumber = engine === 'int' || engine === 'float'
  const infinite = engine === 'int' ? all.filter(({ value }) => isInfinite(value)) : []
  if (isNumber && infinite.length === 0) {
    const shown = { column, categories: categoriesOf(checked, facts), rowLabels }
    return `Could not losslessly coerce into ${engine}:${seriesText(shown, all, facts.rows)}`
  }
  const type = isNumber ? 'int64' : engine
  const found = isNumber ? infinite : unconvertible(checked, all)
  return `Could not coerce <class 'pandas.core.series.Series'> data_container into type ${type}:${cases(checked, found)}`
}

/** Whether the reference would hold the values as objects: converted ones, and dates among them. */
const isHeldAsObjects = ({ feature, rule, after }: CheckedColumn, facts: ColumnFacts): boolean =>
  (feature.isCoerced && rule.engine === 'object') || (facts.column.kind === 'date' && facts === after)

/** Missing values as texts of what they are in a column. */
function asObjects(column: TableColumn, found: readonly FoundValue[]): FoundValue[] {
  const [missing = ''] = column.kind === 'date' ? ['NaT'] : cellTexts(column, [null]).texts
  return found.map(({ row }) => ({ row, value: missing }))
}

/** Each value alone. The date of a time with zone, and lists of times, are no faults of a single value in pandas. */
function unconvertible(
  { converter, rule }: CheckedColumn,
  all: readonly FoundValue[],
): readonly FoundValue[] {
  const present = all.filter(({ value }) => !isMissing(value))
  if (rule.engine === 'category') return all
  const isOfTimes = rule.engine?.startsWith('date') === true
  return present.filter(
    ({ value }) =>
      converter?.convert([value]) === undefined &&
      toMoment(value)?.isZoned !== true &&
      !(isOfTimes && isListOfTimes(value)),
  )
}

const isListOfTimes = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item !== 'string' && toMoment(item) !== undefined)

const isInfinite = (value: unknown): boolean =>
  value instanceof Float && !Number.isFinite(value.value) && !Number.isNaN(value.value)

/** What is missing in a column of numbers is wrong too; dates between other values are not. */
const wrongDates = ({ column, head }: CheckedColumn): FoundValue[] =>
  head
    .map((value, row) => ({ row, value }))
    .filter(({ value }) => column.kind !== 'mixed' || !(value instanceof CalendarDate))
    .filter(({ value }) => !isMissing(value) || column.physical !== 'object')

function cases({ column, facts, head, rowLabels }: CheckedColumn, found: readonly FoundValue[]): string {
  const isAll = facts.rows <= head.length
  if (isAll && found.length === 0) return 'None'
  return failureCasesText({ column, rowLabels }, found, isAll ? found.length : facts.rows)
}

/** Categories of a converted column are in order and of the type that the column had. */
function categoriesOf(
  { arrow, column }: CheckedColumn,
  { column: { kind, field }, categories }: ColumnFacts,
): ShownCategories | undefined {
  if (kind !== 'category' || !field) return undefined
  const values = categories.flatMap((data) => chunkValues(arrow, data))
  const isConverted = column.kind !== 'category'
  return {
    values: isConverted ? inOrder(values) : values,
    physical:
      isConverted && column.physical !== 'object'
        ? column.physical
        : columnType(new arrow.Field('', categoriesType(field.type))),
  }
}

function inOrder(values: readonly unknown[]): readonly unknown[] {
  if (values.every((value) => typeof value === 'string')) return values.toSorted(compareCodePoints)
  const key = (value: unknown): number | bigint | string =>
    value instanceof CalendarDate ? value.toIso() : (value as number)
  return values.toSorted((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))))
}
