import { InvalidArgument } from '../errors.ts'
import type { RegistryMeta, ToOneMeta } from '../registry/registry-meta.ts'

/** The link table that holds labels of a registry as values of features of a host, and its columns. */
export interface LabelRelation {
  readonly link: RegistryMeta
  readonly hostColumn: string
  readonly labelColumn: string
}

const known = new WeakMap<RegistryMeta, Map<RegistryMeta, LabelRelation | undefined>>()

/**
 * The table that links labels to a host: `ArtifactULabel`, `RunRecord`, `RecordCellType`.
 *
 * @throws InvalidArgument when there is none
 */
export function labelRelation(host: RegistryMeta, label: RegistryMeta): LabelRelation {
  const relation = findLabelRelation(host, label)
  if (relation) return relation
  throw new InvalidArgument(
    `${label.entityName} records cannot be values of features of ${host.name} records.`,
  )
}

/** As {@link labelRelation}; undefined when there is none. */
export function findLabelRelation(host: RegistryMeta, label: RegistryMeta): LabelRelation | undefined {
  const ofHost = known.get(host) ?? new Map<RegistryMeta, LabelRelation | undefined>()
  known.set(host, ofHost)
  if (!ofHost.has(label)) ofHost.set(label, find(host, label))
  return ofHost.get(label)
}

function find(host: RegistryMeta, label: RegistryMeta): LabelRelation | undefined {
  return allLabelRelations(host).find(([meta]) => meta === label)?.[1]
}

/** All tables that hold values of features of a host, by the registry of the values. */
export function allLabelRelations(host: RegistryMeta): (readonly [RegistryMeta, LabelRelation])[] {
  return host.dependants.flatMap(({ meta: link, relation }) => {
    const hostColumn = relation.name === host.name.toLowerCase() ? relation.idColumn.column : undefined
    if (hostColumn === undefined || !isValueTable(link, host)) return []
    const label = labelEnd(link, host)
    return label ? [[label.target, { link, hostColumn, labelColumn: label.idColumn.column }] as const] : []
  })
}

/** By convention a table of values bears the name of its host first: `RunRecord` belongs to runs, `RecordRun` to records. */
const isValueTable = (link: RegistryMeta, host: RegistryMeta): boolean =>
  link.options.isLink === true && link.has('featureId') && link.name.startsWith(host.name)

/** The end of a link that is neither the host nor the feature nor who made it. */
function labelEnd(link: RegistryMeta, host: RegistryMeta): ToOneMeta | undefined {
  const ends = [...link.relations.values()].filter((relation) => relation.kind === 'toOne')
  const label = link.name.slice(host.name.length).toLowerCase()
  return ends.find(({ name }) => name === 'value') ?? ends.find(({ name }) => name.toLowerCase() === label)
}
