import { FieldValidationError, InvalidArgument } from '../../errors.ts'
import { canonicalSuffix } from '../../identity/canonical-suffix.ts'
import { parseItype } from '../../identity/dtype/parse-dtype.ts'
import { nameOf } from '../../registry/names.ts'
import { fieldOf, metaOf, isNew } from '../../registry/record-state.ts'
import { RegistryRecord, type BoundRegistry } from '../../registry/record.ts'
import { ConfiguredFeature } from '../feature/configured-feature.ts'
import { dtypeText, itypeText, type DtypeArgument } from '../feature/dtype-argument.ts'
import { dtypeRegistries } from '../feature/instance-dtypes.ts'
import { fieldThrough } from '../feature/values-through.ts'
import type { RegistryClass } from '../../registry/record.ts'
import type { RegistryField } from '../../registry/registry-field.ts'
import { EXTERNAL_SLOT } from './schema-slots.ts'

/** What the constructor of schemas takes. */
export interface SchemaArguments<Schema extends RegistryRecord = RegistryRecord> {
  /** Members: features, or records of one other registry, in order. */
  readonly features?: Iterable<RegistryRecord | ConfiguredFeature> | null
  /** Feature that is the row index of datasets; becomes the first member. */
  readonly index?: RegistryRecord | null
  /** Schemas of the parts of a dataset: `{ obs: …, 'var.T': … }`. */
  readonly slots?: { readonly [slot: string]: Schema } | null
  readonly name?: string | null
  readonly description?: string | null
  /** Registry or field that column names are values of; or a feature type: its features. */
  readonly itype?: RegistryClass | RegistryField | RegistryRecord | string | null
  /** Data structure: `DataFrame`, `AnnData`, … */
  readonly otype?: string | null
  /** Dtype of all members; `num` by default where members are no features. */
  readonly dtype?: DtypeArgument | null
  readonly type?: Schema | null
  readonly typeId?: number | null
  /** The schema groups others. */
  readonly isType?: boolean
  /** Every member but the optional ones is required; true by default. */
  readonly minimalSet?: boolean
  /** Members come in the order of the schema. */
  readonly orderedSet?: boolean
  /** No other columns are allowed. */
  readonly maximalSet?: boolean
  /** Values are converted to the dtypes of the members where that loses nothing. */
  readonly coerce?: boolean | null
  /** Columns that are features without being members are checked too; true by default if there are no members. */
  readonly flexible?: boolean | null
  /** Suffix that artifacts must have, as `.parquet`. */
  readonly suffix?: string | null
  /** Number of members, where they are not listed. */
  readonly nMembers?: number | null
  readonly branch?: RegistryRecord
  readonly branchId?: number
  readonly space?: RegistryRecord
  readonly spaceId?: number
}

const ARGUMENTS: readonly string[] = [
  'features',
  'index',
  'slots',
  'name',
  'description',
  'itype',
  'otype',
  'dtype',
  'type',
  'isType',
  'minimalSet',
  'orderedSet',
  'maximalSet',
  'coerce',
  'flexible',
  'suffix',
  'nMembers',
  'branch',
  'space',
  'typeId',
  'branchId',
  'spaceId',
]

/** The arguments of a schema, checked: its columns and what it is made of. */
export interface SchemaParts<Schema extends RegistryRecord> {
  /** Columns of the row but for hash and uid. */
  readonly fields: SchemaFields
  /** Index first. */
  readonly members: readonly RegistryRecord[]
  readonly optional: ReadonlySet<RegistryRecord>
  readonly index: RegistryRecord | undefined
  readonly slots: ReadonlyMap<string, Schema>
}

export interface SchemaFields {
  readonly name: string | null
  readonly description: string | null
  readonly itype: string | null
  readonly otype: string | null
  readonly _dtypeStr: string | null
  readonly isType: boolean
  readonly minimalSet: boolean
  readonly orderedSet: boolean
  readonly maximalSet: boolean
  readonly coerce: boolean | null
  readonly flexible: boolean
  readonly suffix: string | null
  readonly nMembers: number | null
}

/**
 * Reads and checks the arguments of a schema.
 *
 * @throws FieldValidationError for an unknown keyword and for a suffix that is no canonical one
 * @throws InvalidArgument for members that do not fit together or are not saved, for slots without otype, and when
 *   nothing says what the schema is about
 */
export function readSchemaArguments<Schema extends RegistryRecord>(
  registry: BoundRegistry,
  given: SchemaArguments<Schema>,
): SchemaParts<Schema> {
  checkKeywords(given)
  const { listed, optional } = readFeatures(given.features)
  const index = given.index ?? undefined
  const members = index ? [checkIndex(index), ...listed] : listed
  checkMembers(registry, members)
  checkFieldMappings(members, index)
  const slots = new Map(Object.entries(given.slots ?? {}))
  const itype = readItype(registry, given.itype, members)
  checkSlots(slots, given.otype, members.length > 0 || itype !== null)
  const isType = given.isType === true
  if (members.length === 0 && slots.size === 0 && itype === null && !isType) {
    throw new InvalidArgument('Please pass features or slots or itype or set is_type=True')
  }
  const nMembers = members.length > 0 ? members.length : (given.nMembers ?? null)
  const fields: SchemaFields = {
    name: given.name ?? null,
    description: given.description ?? null,
    itype,
    otype: given.otype ?? null,
    _dtypeStr: readDtype(given.dtype, itype),
    isType,
    minimalSet: given.minimalSet ?? true,
    orderedSet: given.orderedSet ?? false,
    maximalSet: given.maximalSet ?? false,
    coerce: given.coerce || null,
    flexible: given.flexible ?? nMembers === null,
    suffix: checkSuffix(given.suffix ?? null),
    nMembers,
  }
  return { fields, members, optional, index, slots }
}

function checkKeywords(given: object): void {
  const unknown = Object.keys(given).filter((key) => !ARGUMENTS.includes(key))
  if (unknown.length === 0) return
  throw new FieldValidationError(
    `Only ${ARGUMENTS.filter((name) => !name.endsWith('Id')).join(', ')} are valid keyword arguments`,
    { hint: `Got ${unknown.join(', ')}. Other fields are set on the schema before it is saved.` },
  )
}

function readFeatures(features: unknown): { listed: RegistryRecord[]; optional: Set<RegistryRecord> } {
  const optional = new Set<RegistryRecord>()
  if (features === undefined || features === null) return { listed: [], optional }
  if (features instanceof RegistryRecord || features instanceof ConfiguredFeature) {
    throw new InvalidArgument('Please pass a ListLike of features, not a single feature')
  }
  if (!Array.isArray(features)) {
    throw new InvalidArgument('Please pass the features of a schema as an array: their order counts.')
  }
  const listed = features.map((item: unknown) => {
    if (item instanceof ConfiguredFeature) {
      if (item.config.optional) optional.add(item.feature)
      return item.feature
    }
    if (item instanceof RegistryRecord) return item
    throw new InvalidArgument(`The members of a schema are records, not ${typeof item}s.`)
  })
  return { listed, optional }
}

function checkIndex(index: RegistryRecord): RegistryRecord {
  if (index instanceof RegistryRecord && metaOf(index).name === 'Feature') return index
  throw new InvalidArgument('The index of a schema is a Feature.')
}

function checkMembers({ instance }: BoundRegistry, members: readonly RegistryRecord[]): void {
  const registries = new Set(members.map((member) => metaOf(member).entityName))
  if (registries.size > 1) throw new InvalidArgument('schema can only contain a single type')
  if (members.some(isNew)) throw new InvalidArgument('Can only create schema from validated features')
  if (members.some((member) => metaOf(member).registry.instance !== instance)) {
    throw new InvalidArgument('A schema lives in the instance of its members; these belong to another one.', {
      hint: `Look them up in '${instance.slug}' first.`,
    })
  }
  const twice = members.find((member, i) => members.findIndex((other) => other.id === member.id) < i)
  if (twice) throw new InvalidArgument(`'${nameOf(twice)}' is a member of the schema twice.`)
}

/** Features that are fields of records: one for each field, and the name is that of the index where there is one. */
function checkFieldMappings(members: readonly RegistryRecord[], index: RegistryRecord | undefined): void {
  const mapped = new Set<string>()
  for (const member of members) {
    const field =
      metaOf(member).name === 'Feature' ? fieldThrough(fieldOf(member, '_aux') as FeatureAux) : undefined
    if (field === undefined) continue
    if (member === index && field !== 'name')
      throw new InvalidArgument("A schema index feature cannot map to a record field other than 'name'")
    if (member !== index && index && field === 'name') {
      throw new InvalidArgument(
        'Cannot map a feature to Record.name when schema.index is set: the index feature is already stored on Record.name automatically',
      )
    }
    if (mapped.has(field)) {
      throw new InvalidArgument(
        `Multiple features map to record field '${field}'. Only one feature can target a given record field.`,
      )
    }
    mapped.add(field)
  }
}

type FeatureAux = Parameters<typeof fieldThrough>[0]

function readItype(
  registry: BoundRegistry,
  given: SchemaArguments['itype'],
  members: readonly RegistryRecord[],
): string | null {
  const passed = given === undefined || given === null ? null : itypeText(given)
  if (passed !== null && passed !== 'Composite') parseItype(passed, dtypeRegistries(registry.instance))
  const [first] = members
  if (!first) return passed
  const ofMembers = metaOf(first).entityName
  if (passed === null) return ofMembers
  if (passed.startsWith(ofMembers)) return passed
  throw new InvalidArgument(`The members are records of ${ofMembers}, which is not the itype '${passed}'.`)
}

function readDtype(dtype: DtypeArgument | null | undefined, itype: string | null): string | null {
  if (dtype !== undefined && dtype !== null) return dtypeText(dtype)
  return itype?.startsWith('Feature') ? null : 'num'
}

function checkSlots(
  slots: ReadonlyMap<string, RegistryRecord>,
  otype: string | null | undefined,
  hasOwnMembers: boolean,
): void {
  if (slots.size === 0) return
  const isExternalOnly = slots.size === 1 && slots.has(EXTERNAL_SLOT) && !hasOwnMembers
  if (!otype && !isExternalOnly) throw new InvalidArgument('Please pass otype != None for composite schemas')
  for (const [slot, component] of slots) {
    if (!(component instanceof RegistryRecord) || metaOf(component).name !== 'Schema')
      throw new InvalidArgument(`The slot '${slot}' of a schema holds a schema.`)
    if (isNew(component))
      throw new InvalidArgument(`schema for ${slot} ${component.toString()} must be saved before use`)
  }
}

function checkSuffix(suffix: string | null): string | null {
  if (suffix === null || suffix === '' || canonicalSuffix(`file${suffix}`).canonical === suffix) return suffix
  throw new FieldValidationError(
    `Invalid suffix '${suffix}'. Please pass a canonical suffix: https://docs.lamin.ai/lamindb.base.types`,
  )
}
