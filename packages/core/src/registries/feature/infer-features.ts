import type { ArrowTypeLike } from '../../identity/dtype/column-type.ts'
import { columnTypeName, dtypeOfColumnType } from '../../identity/dtype/column-type.ts'
import { inferDtype, suggestCategorical } from '../../identity/dtype/infer-dtype.ts'
import { constructRecords } from '../../registry/construct.ts'
import type { BoundRegistry } from '../../registry/record.ts'
import type { Feature } from '../feature.ts'
import { inferenceValues } from './inference-values.ts'

/** The part of an Arrow table that features are made from. */
export interface TableColumns {
  readonly schema: { readonly fields: readonly { readonly name: string; readonly type: ArrowTypeLike }[] }
  getChild(name: string): Iterable<unknown> | null
}

/** One unsaved feature per column; one look-up for all names. */
export async function featuresOfTable(
  registry: BoundRegistry<Feature>,
  table: TableColumns,
): Promise<Feature[]> {
  const { logger } = registry.instance
  const given = table.schema.fields.map(({ name, type }) => {
    const dtype = dtypeOfColumnType(columnTypeName(type))
    const advice = dtype === 'str' ? suggestCategorical([...(table.getChild(name) ?? [])], name) : ''
    if (advice !== '') logger.warning(advice)
    return { name, dtype }
  })
  return constructRecords(registry, given)
}

/** One unsaved feature per key; one look-up for all names. */
export async function featuresOfDict(
  registry: BoundRegistry<Feature>,
  values: { readonly [name: string]: unknown },
  { type }: { readonly type?: Feature },
): Promise<Feature[]> {
  const { logger } = registry.instance
  const given = Object.entries(values).map(([name, value]) => {
    const { dtype } = inferDtype(value, undefined, inferenceValues)
    if (dtype === '?') logger.warning(`cannot infer feature type of: ${String(value)}, returning '?'`)
    return { name, dtype: plainDtypes.get(dtype) ?? dtype, ...(type && { type }) }
  })
  return constructRecords(registry, given)
}

/** Texts of a dictionary are not taken for names of records. */
const plainDtypes: ReadonlyMap<string, string> = new Map([
  ['cat ? str', 'str'],
  ['list[cat ? str]', 'list[str]'],
])
