import { pyStr } from '../../identity/python-text.ts'
import { loadRelations } from '../../registry/load-relations.ts'
import type { DescribeOptions } from '../../registry/describe-options.ts'
import { fieldOf, instanceOf, metaOf, registryOf } from '../../registry/record-state.ts'
import type { RegistryRecord } from '../../registry/record.ts'
import type { Feature } from '../feature.ts'
import { shownDtypes } from '../feature/shown-dtypes.ts'
import { displayOrder, hiddenUids } from '../schema/schema-settings.ts'
import type { Schema } from '../schema.ts'
import { PROVENANCE, uidAndRun } from './description-parts.ts'
import { formatTime, twoColumns } from './text-parts.ts'
import { textTable } from './text-table.ts'
import type { TextNode } from './text-tree.ts'

/** What a description of a schema shows of relations. */
export const SCHEMA_RELATIONS: readonly string[] = [...PROVENANCE, 'run.transform', 'type']

const COLUMNS = ['name', 'dtype', 'optional', 'nullable', 'coerce', 'default_value']

/** A schema with its members, and with the schemas of its slots below it. */
export async function describeSchema(schema: Schema, options: DescribeOptions): Promise<TextNode> {
  const slots = [...(await schema.slots)]
  await loadRelations(
    registryOf(schema),
    slots.map(([, component]) => component),
    SCHEMA_RELATIONS,
  )
  const own = await schemaNode('Schema', schema, options)
  const children = [...(own.children ?? [])]
  for (const [slot, component] of slots) children.push(await schemaNode(slot, component, options))
  return { lines: own.lines, children }
}

async function schemaNode(title: string, schema: Schema, options: DescribeOptions): Promise<TextNode> {
  const type = schema.type?.loaded?.name
  const name = schema.name || 'unnamed'
  return {
    lines: [
      `${title}: ${type ? `${type} · ` : ''}${name}`,
      ...(schema.description ? [`|   description: ${schema.description}`] : []),
    ],
    children: [twoColumns(facts(schema)), ...(await memberNodes(schema, options))],
  }
}

/** Only what is not as usual, then when and by whom it was made. */
function facts(schema: Schema): string[] {
  const { itype, otype, suffix, orderedSet, maximalSet, minimalSet } = schema
  const branch = schema.branch.loaded?.name
  const space = schema.space.loaded?.name
  return [
    ...uidAndRun(schema),
    ...(isOfFeatures(schema) ? [] : [`itype: ${itype}`]),
    ...(otype === null ? [] : [`otype: ${otype}`]),
    ...(suffix === null ? [] : [`suffix: ${suffix}`]),
    ...(orderedSet ? ['ordered_set: True'] : []),
    ...(maximalSet ? ['maximal_set: True'] : []),
    ...(minimalSet ? [] : ['minimal_set: False']),
    ...(branch && branch !== 'main' ? [`branch: ${branch}`] : []),
    ...(space && space !== 'all' ? [`space: ${space}`] : []),
    `created_at: ${formatTime(schema.createdAt)}`,
    `created_by: ${schema.createdBy.loaded?.handle ?? ''}`,
  ]
}

const isOfFeatures = ({ itype }: Schema): boolean => !itype || itype === 'Feature'

async function memberNodes(schema: Schema, options: DescribeOptions): Promise<TextNode[]> {
  const { nMembers, dtype, itype } = schema
  const title = isOfFeatures(schema) ? 'Features' : String(itype)
  if (nMembers === null) {
    return dtype && itype !== null ? [{ lines: [title], children: [{ lines: [`dtype: ${dtype}`] }] }] : []
  }
  if (nMembers === 0) return []
  const { members, hidden } = shownMembers(schema, await schema.members, options)
  const index = members.find((member) => uidOf(member) === schema.indexUid)
  return [
    {
      lines: [title + countText(members.length, index, hidden)],
      children: [{ lines: textTable([COLUMNS, ...(await memberRows(schema, members))]) }],
    },
  ]
}

/** The index stands first unless the schema has an order of its own, and is always shown. */
function shownMembers(
  schema: Schema,
  members: readonly RegistryRecord[],
  { include }: DescribeOptions,
): { members: readonly RegistryRecord[]; hidden: number } {
  const isIndex = (member: RegistryRecord): boolean => uidOf(member) === schema.indexUid
  const ordered = displayOrder(schema._aux)
    ? members
    : [...members.filter(isIndex), ...members.filter((member) => !isIndex(member))]
  const uids = isOfFeatures(schema) ? new Set(hiddenUids(schema._aux)) : new Set<string>()
  const shown = ordered.filter((member) => isIndex(member) || !uids.has(uidOf(member)))
  return { members: include === 'hidden' ? ordered : shown, hidden: ordered.length - shown.length }
}

const uidOf = (member: RegistryRecord): string => String(fieldOf(member, 'uid'))

function countText(shown: number, index: RegistryRecord | undefined, hidden: number): string {
  const hiddenText = `${hidden} hidden`
  if (shown === 0) return hidden > 0 ? ` (${hiddenText})` : ''
  const indexText = index ? ` including index: ${memberName(index)}` : ''
  return ` (${shown}${indexText}${hidden > 0 ? `, ${hiddenText}` : ''})`
}

async function memberRows(schema: Schema, members: readonly RegistryRecord[]): Promise<string[][]> {
  const dtypeOf = (member: RegistryRecord): string => (member as Feature)._dtypeStr ?? schema.dtype ?? ''
  const dtypes = await shownDtypes(instanceOf(schema), members.map(dtypeOf))
  const optional = new Set(schema.optionals.getUids())
  return members.map((member) => {
    const { nullable, coerce, defaultValue } = member as Feature
    return [
      memberName(member),
      dtypes.get(dtypeOf(member)) ?? '',
      mark(optional.has(uidOf(member))),
      mark(nullable),
      mark(schema.coerce || coerce),
      defaultValue === null || defaultValue === undefined ? 'unset' : pyStr(defaultValue),
    ]
  })
}

/** Genes and the like are called by the field that names them. */
const memberName = (member: RegistryRecord): string =>
  String(fieldOf(member, metaOf(member).nameField) ?? uidOf(member))

const mark = (isSo: boolean | null | undefined): string => (isSo ? '✓' : '✗')
