import { InvalidArgument } from '../../errors.ts'
import { invalidDtypeRegistry, splitCategoricalMember } from './categorical-member.ts'
import type { DtypeRegistries, DtypeRegistry } from './dtype-registries.ts'
import { categoricalMembers, isSimpleDtype, listItemDtype, simpleDtypes } from './simple-dtypes.ts'

/** One registry whose rows may be values of a dtype. */
export interface DtypeComponent {
  readonly registry: DtypeRegistry
  /** Field whose values are given, in the spelling of the database. */
  readonly field: string
  /** Uid of the type that the rows must have, directly or through its sub-types. */
  readonly typeUid: string | undefined
  /** Filters that the rows must meet, for `parseFilters`; empty if there are none. */
  readonly filters: string
  /** Whether a value is a list of such values. */
  readonly isList: boolean
}

/**
 * Reads a stored dtype.
 *
 * @returns one component per registry; none for a simple dtype, a list of one, and `cat[]`
 * @throws {@link InvalidArgument} when the text is outside the grammar, a bracket is open, or a field is unknown
 * @throws ValidationError when a registry is unknown or cannot be linked to artifacts
 */
export function parseDtype(dtype: string, registries: DtypeRegistries): DtypeComponent[] {
  const item = listItemDtype(dtype)
  if (item !== undefined) {
    return parseDtype(item, registries).map((component) => ({ ...component, isList: true }))
  }
  const members = categoricalMembers(dtype)
  if (members !== undefined)
    return members === '' ? [] : members.split('|').map((m) => parseMember(m, registries))
  if (isSimpleDtype(dtype)) return []
  throw new InvalidArgument(`dtype is '${dtype}' but has to be one of ${simpleDtypes.join(', ')}!`, {
    hint: 'Values of registries have dtypes such as cat[ULabel] or list[cat[bionty.CellType.ontology_id]].',
  })
}

/**
 * Reads one member of a categorical dtype, the text between two bars.
 *
 * @throws as {@link parseDtype}
 */
export function parseMember(member: string, registries: DtypeRegistries): DtypeComponent {
  const component = parseRegistryAndField(member, registries)
  if (!component.registry.linksToArtifact) throw invalidDtypeRegistry(component.registry.name)
  return component
}

/**
 * Reads the itype of a schema: a registry, linked to artifacts or not, and perhaps its field.
 *
 * @throws as {@link parseDtype}
 */
export function parseItype(itype: string, registries: DtypeRegistries): DtypeComponent {
  return parseRegistryAndField(itype, registries)
}

function parseRegistryAndField(text: string, registries: DtypeRegistries): DtypeComponent {
  const member = splitCategoricalMember(text)
  const registry = registries.find(member.registry)
  if (registry === undefined) throw invalidDtypeRegistry(member.registry)
  const field = member.field || registry.nameField
  if (!registry.hasField(field))
    throw new InvalidArgument(`Registry ${registry.name} has no field '${field}'.`)
  return { registry, field, typeUid: member.typeUid, filters: member.filters, isList: false }
}
