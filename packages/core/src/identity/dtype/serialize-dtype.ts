import { InvalidArgument } from '../../errors.ts'
import type { SimpleDtype } from './simple-dtypes.ts'

/** A registry as a dtype: any of its rows by its name. */
export interface RegistryDtype {
  readonly kind: 'registry'
  /** `ULabel`, `bionty.CellType`. */
  readonly registry: string
}

/** A field of a registry as a dtype. */
export interface FieldDtype {
  readonly kind: 'field'
  readonly registry: string
  /** In the spelling of the database. */
  readonly field: string
}

/** A row of `Record` or `ULabel` as a dtype: the rows of this type. */
export interface TypeDtype {
  readonly kind: 'type'
  readonly registry: 'Record' | 'ULabel'
  readonly uid: string
  readonly name: string | null
  readonly isSaved: boolean
  readonly isType: boolean
  /** How errors name the row. */
  readonly text: string
}

/** A dtype of rows of one registry. */
export type RegistryRowsDtype = RegistryDtype | FieldDtype | TypeDtype

/** What a user passes as a dtype, described without the classes it is made of. */
export type DtypeObject =
  | { readonly kind: 'simple'; readonly dtype: SimpleDtype }
  | { readonly kind: 'list'; readonly of: DtypeObject }
  | { readonly kind: 'union'; readonly members: readonly DtypeObject[] }
  | RegistryRowsDtype

/**
 * Writes a dtype as it is stored.
 *
 * @throws {@link InvalidArgument} for a type that is unsaved or none, and for a union of anything but registries and
 *   fields
 */
export function serializeDtype(dtype: DtypeObject): string {
  if (dtype.kind === 'simple') return dtype.dtype
  if (dtype.kind === 'list') return `list[${serializeDtype(dtype.of)}]`
  return `cat[${unionText(dtype)}]`
}

/**
 * Writes what the members of a schema are, as it is stored in `itype`: a registry with or without field.
 *
 * @throws as {@link serializeDtype}
 */
export function serializeItype(itype: RegistryRowsDtype): string {
  return memberText(itype)
}

/** The error for something that is no dtype at all. */
export function notADtype(text: string): InvalidArgument {
  return new InvalidArgument(
    `dtype has to be a registry, a ulabel subtype, a registry field, or a list of registries or fields, not ${text}`,
  )
}

function unionText(dtype: Exclude<DtypeObject, { kind: 'simple' | 'list' }>): string {
  const members = dtype.kind === 'union' ? dtype.members : [dtype]
  if (members.length > 1 && members.some((member) => member.kind === 'type')) {
    throw new InvalidArgument(
      'Cannot create a union dtype that includes a `Record` or `ULabel` subtype. A union consists of registries and fields.',
      { hint: 'Pass the type alone, or a registry or field in its place.' },
    )
  }
  return members.map(memberText).join('|')
}

function memberText(member: DtypeObject): string {
  if (member.kind === 'type') {
    checkType(member)
    return `${member.registry}[${member.uid}]`
  }
  if (member.kind === 'simple') throw notADtype(member.dtype)
  if (member.kind === 'list' || member.kind === 'union') throw notADtype(`a ${member.kind} within a union`)
  // Only a field of this very name is left out, whatever the name field of the registry is.
  if (member.kind === 'registry' || member.field === 'name') return member.registry
  return `${member.registry}.${member.field}`
}

function checkType({ registry, name, isSaved, isType, text }: TypeDtype): void {
  if (!isSaved) throw new InvalidArgument(`Cannot serialize unsaved objects. Save ${text} via \`.save()\`.`)
  if (isType) return
  throw new InvalidArgument(
    `Cannot serialize non-type ${registry} '${name}'. Only types (is_type=True) are allowed in dtypes.`,
  )
}
