import { RegistryField } from '../../registry/registry-field.ts'
import { RegistryRecord, type BoundRegistry, type RegistryClass } from '../../registry/record.ts'
import { fieldOf, isNew, metaOf } from '../../registry/record-state.ts'
import { representRecord } from '../../registry/represent.ts'
import { InvalidArgument } from '../../errors.ts'
import { hasTypesInDtypes } from '../../identity/dtype/categorical-member.ts'
import {
  notADtype,
  serializeDtype,
  serializeItype,
  type DtypeObject,
  type RegistryRowsDtype,
} from '../../identity/dtype/serialize-dtype.ts'
import { isSimpleDtype, type SimpleDtype } from '../../identity/dtype/simple-dtypes.ts'

/** A dtype whose values are lists, see {@link listOf}. */
export interface ListOf {
  readonly listOf: DtypeArgument
}

/**
 * What can be said about the values of a feature: a simple dtype, a registry (values are names of its records), a
 * field of a registry, a type (a `Record` or `ULabel` with `isType`), a list of one of these, or several registries
 * and fields of which any will do. A text is taken as a stored dtype, such as `cat[ULabel]`.
 */
export type DtypeArgument =
  | SimpleDtype
  | (string & {})
  | RegistryClass
  | RegistryField
  | RegistryRecord
  | ListOf
  | readonly (RegistryClass | RegistryField | RegistryRecord)[]

/** The dtype of lists: `listOf('float')`, `listOf(db.bionty.CellType)`. */
export const listOf = (dtype: DtypeArgument): ListOf => ({ listOf: dtype })

/**
 * The text under which a dtype is stored. Texts are not checked here.
 *
 * @throws InvalidArgument for something that is no dtype, an unsaved type, a record that is no type, a union with types
 */
export function dtypeText(dtype: DtypeArgument): string {
  if (typeof dtype === 'string') return dtype
  if (isListOf(dtype) && typeof dtype.listOf === 'string') return `list[${dtype.listOf}]`
  return serializeDtype(dtypeObject(dtype))
}

/**
 * The text under which the registry of a schema's members is stored: `Feature`, `bionty.Gene.ensembl_gene_id`, or
 * `Feature[<uid>]` for the features of a type.
 *
 * @throws InvalidArgument for something else, and for a feature type that is not saved or no type
 */
export function itypeText(itype: unknown): string {
  if (typeof itype === 'string') return itype
  if (itype instanceof RegistryRecord && metaOf(itype).name === 'Feature') return featureTypeText(itype)
  const described = dtypeObject(itype)
  if (described.kind !== 'registry' && described.kind !== 'field') throw notADtype(shown(itype))
  return serializeItype(described)
}

function featureTypeText(type: RegistryRecord): string {
  const name = String(fieldOf(type, 'name'))
  if (isNew(type)) {
    throw new InvalidArgument(`Please save the feature type '${name}' before using it as itype.`)
  }
  if (fieldOf(type, 'isType') !== true) {
    throw new InvalidArgument(`Feature '${name}' is not a type and cannot be the itype of a schema.`, {
      hint: 'Pass it in features, or create a feature with isType: true.',
    })
  }
  return `Feature[${String(fieldOf(type, 'uid'))}]`
}

function dtypeObject(dtype: unknown): DtypeObject {
  if (typeof dtype === 'string') {
    if (isSimpleDtype(dtype)) return { kind: 'simple', dtype }
    throw notADtype(`'${dtype}'`)
  }
  if (Array.isArray(dtype)) return { kind: 'union', members: dtype.map(dtypeObject) }
  if (isListOf(dtype)) return { kind: 'list', of: dtypeObject(dtype.listOf) }
  return rowsDtype(dtype)
}

function rowsDtype(dtype: unknown): RegistryRowsDtype {
  if (dtype instanceof RegistryField) {
    return { kind: 'field', registry: dtype.registry.meta.entityName, field: dtype.column }
  }
  if (dtype instanceof RegistryRecord) return typeDtype(dtype)
  const { meta } = (dtype ?? {}) as Partial<BoundRegistry>
  if (typeof dtype === 'function' && meta) return { kind: 'registry', registry: meta.entityName }
  throw notADtype(shown(dtype))
}

function typeDtype(record: RegistryRecord): RegistryRowsDtype {
  const registry = metaOf(record).entityName
  if (!hasTypesInDtypes(registry)) throw notADtype(representRecord(record))
  return {
    kind: 'type',
    registry: registry as 'Record' | 'ULabel',
    uid: String(fieldOf(record, 'uid')),
    name: fieldOf(record, 'name') as string | null,
    isSaved: !isNew(record),
    isType: fieldOf(record, 'isType') === true,
    text: representRecord(record),
  }
}

const isListOf = (dtype: unknown): dtype is ListOf =>
  typeof dtype === 'object' && dtype !== null && !Array.isArray(dtype) && 'listOf' in dtype

function shown(value: unknown): string {
  if (typeof value === 'function') return `the class '${value.name}'`
  if (value === null || value === undefined) return 'null'
  return typeof value === 'object' ? `an object of class ${value.constructor.name}` : String(value)
}
