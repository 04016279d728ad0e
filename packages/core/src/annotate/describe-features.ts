import { compareCodePoints } from '../identity/code-point-order.ts'
import { listItemDtype } from '../identity/dtype/simple-dtypes.ts'
import { Float } from '../identity/python-float.ts'
import { pyStr } from '../identity/python-text.ts'
import { Timestamp } from '../identity/timestamp.ts'
import { CalendarDate } from '../identity/calendar-date.ts'
import type { FeatureSections } from '../registries/describe/feature-sections.ts'
import { formatValues, threeColumns, type ThreeColumns } from '../registries/describe/text-parts.ts'
import type { TextNode } from '../registries/describe/text-tree.ts'
import { shownDtypes } from '../registries/feature/shown-dtypes.ts'
import { memberPreviews, type MemberPreview } from '../registries/schema/member-previews.ts'
import { EXTERNAL_SLOT } from '../registries/schema/schema-slots.ts'
import type { Artifact } from '../registries/artifact.ts'
import type { Schema } from '../registries/schema.ts'
import type { DescribeOptions } from '../registry/describe-options.ts'
import { isNew } from '../registry/record-state.ts'
import type { RegistryRecord } from '../registry/record.ts'
import { HostFeatures } from './feature-manager.ts'
import { datasetFeatures, hostOf, type Host } from './host-values.ts'
import { readValues, type StoredValues } from './read-values.ts'

/** Members of a schema that are shown per slot. */
const MOST_FEATURES = 50

/** A slot of a dataset with the members that are shown. */
interface Slot {
  readonly name: string
  readonly schema: Schema
  readonly members: readonly MemberPreview[]
}

/** The sections of a description with the values of features. */
export const featureSections: FeatureSections = {
  async describe(record: RegistryRecord, options: DescribeOptions): Promise<readonly TextNode[]> {
    if (isNew(record)) return []
    const host = hostOf(record)
    const most = options.nMaxFeatures ?? MOST_FEATURES
    const slots = await readSlots(host, most)
    const inDataset = new Set((await datasetFeatures(host)).values())
    const values = await readValues(record)
    const dtypes = await shownDtypes(host.instance, dtypesOf(slots, values))
    const rowOf = (stored: StoredValues): ThreeColumns => ({
      name: stored.name,
      type: dtypes.get(stored.dtype) ?? stored.dtype,
      values: shownValues(stored),
    })
    const [internal, external] = [true, false].map((isInternal) =>
      values.filter(({ name }) => inDataset.has(name) === isInternal).map(rowOf),
    ) as [ThreeColumns[], ThreeColumns[]]
    warnOfUnlisted(host, slots, internal, most)
    return [...datasetSection(slots, internal, dtypes), ...(await externalSection(host, slots, external))]
  },
}

async function readSlots(host: Host, most: number): Promise<Slot[]> {
  const slots = [...(await new HostFeatures(host.record).slots)]
  const members = await memberPreviews(
    slots.map(([, schema]) => schema),
    most,
  )
  return slots.map(([name, schema]) => ({ name, schema, members: members.get(schema.id) ?? [] }))
}

const dtypesOf = (slots: readonly Slot[], values: readonly StoredValues[]): string[] => [
  ...slots.flatMap(({ schema, members }) => [schema.dtype ?? '', ...members.map(({ dtype }) => dtype ?? '')]),
  ...values.map(({ dtype }) => dtype),
]

/** Values of members that are not shown are not shown either. */
function warnOfUnlisted(
  { instance }: Host,
  slots: readonly Slot[],
  internal: readonly ThreeColumns[],
  most: number,
): void {
  const listed = new Set(slots.flatMap(({ members }) => members.map(({ name }) => name)))
  const skipped = internal.filter(({ name }) => !listed.has(name)).map(({ name }) => name)
  if (skipped.length === 0) return
  instance.logger.warning(
    `The values of ${skipped.length} features of the dataset are not shown, as only ${most} members of a schema are: ${formatValues(skipped.sort(compareCodePoints), 5)}`,
  )
}

function datasetSection(
  slots: readonly Slot[],
  internal: readonly ThreeColumns[],
  dtypes: ReadonlyMap<string, string>,
): TextNode[] {
  if (slots.length === 0) return []
  const withValues = new Map(internal.map((row) => [row.name, row]))
  const children = slots.map(({ name, schema, members }) => {
    const itype = schema.itype === 'Feature' ? '' : ` ${schema.itype ?? 'None'}`
    const rows = members.map((member) => {
      const type = dtypes.get(member.dtype ?? schema.dtype ?? '') ?? ''
      return withValues.get(member.name) ?? { name: member.name, type, values: '' }
    })
    rows.sort((a, b) => compareCodePoints(a.name, b.name))
    return { lines: [`${name} (${schema.nMembers ?? 'None'}${itype})`, ...rows.map(threeColumns)] }
  })
  return [{ lines: ['Dataset features'], children }]
}

async function externalSection(
  host: Host,
  slots: readonly Slot[],
  external: readonly ThreeColumns[],
): Promise<TextNode[]> {
  if (external.length === 0) return []
  const hasInternal = slots.length > 0 || (await hasExternalSlot(host))
  return [
    {
      lines: [hasInternal ? 'External features' : 'Features'],
      children: [{ lines: external.map(threeColumns) }],
    },
  ]
}

async function hasExternalSlot({ kind, record }: Host): Promise<boolean> {
  const schema = kind === 'Artifact' ? await (record as Artifact).schema : null
  return schema ? (await schema.slots).has(EXTERNAL_SLOT) : false
}

/** Values as Python prints them: several of a kind by order, at most ten; lists and dictionaries whole. */
function shownValues({ values, dtype, isCategorical }: StoredValues): string {
  const item = listItemDtype(dtype)
  if (item !== undefined) return pyStr(values.flat().map((value) => printable(value, item)))
  if (dtype === 'dict') return pyStr(values.length === 1 ? values[0] : values)
  const sorted = [...values].sort(isCategorical ? byText : byValue)
  return formatValues(sorted.map((value) => pyStr(printable(value, dtype))))
}

const byText = (a: unknown, b: unknown): number => compareCodePoints(String(a), String(b))

const byValue = (a: unknown, b: unknown): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : byText(printable(a, ''), printable(b, ''))

/** Numbers of dtype `float` and `num` print with their point; dates and times as in ISO, with a blank. */
function printable(value: unknown, dtype: string): unknown {
  if (typeof value === 'number') return dtype === 'float' || dtype === 'num' ? new Float(value) : value
  if (value instanceof CalendarDate) return value.toIso()
  if (value instanceof Timestamp)
    return value
      .toIso()
      .replace('T', ' ')
      .replace(/\.000000/, '')
  return value
}
