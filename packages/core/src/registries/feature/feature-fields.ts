import { FieldValidationError, ValidationError } from '../../errors.ts'
import { toFloat } from '../../identity/dtype/infer-number-dtype.ts'
import { parseDtype } from '../../identity/dtype/parse-dtype.ts'
import { simpleDtypes } from '../../identity/dtype/simple-dtypes.ts'
import type { BoundRegistry, RegistryRecord } from '../../registry/record.ts'
import { fieldOf, setField } from '../../registry/record-state.ts'
import { dtypeText, type DtypeArgument } from './dtype-argument.ts'
import { filteredDtype, type CatFilterArguments } from './cat-filters.ts'
import { dtypeRegistries } from './instance-dtypes.ts'

const ARGUMENTS = [
  'name',
  'dtype',
  'type',
  'isType',
  'description',
  'nullable',
  'defaultValue',
  'coerce',
  'catFilters',
  'valuesThrough',
  'branch',
  'branchId',
  'space',
  'spaceId',
  'typeId',
]

/** What the constructor of features takes. */
export interface FeatureArguments {
  readonly name?: string
  /** Required unless the feature is a type. */
  readonly dtype?: DtypeArgument | null
  /** Type that the feature belongs to; `null` for none, left out for whatever feature has this name. */
  readonly type?: RegistryRecord | null
  readonly typeId?: number | null
  /** The feature groups others and has no values of its own. */
  readonly isType?: boolean
  readonly description?: string | null
  /** Whether values may be missing; true by default. */
  readonly nullable?: boolean | null
  /** Converts values to the dtype before they are checked, where that loses nothing. */
  readonly coerce?: boolean | null
  /** Takes the place of missing values when a table is standardized. */
  readonly defaultValue?: unknown
  /** Conditions that the records must meet which are values of a categorical feature. */
  readonly catFilters?: CatFilterArguments
  /**
   * Where records get the values from: a field of records such as `createdAt` or `reference`, or the feature whose links this
   * one shows from the other end.
   */
  readonly valuesThrough?: RegistryRecord | string | null
  readonly branch?: RegistryRecord
  readonly branchId?: number
  readonly space?: RegistryRecord
  readonly spaceId?: number
}

/**
 * The columns of a feature from the arguments of its constructor.
 *
 * @throws FieldValidationError for a keyword that it does not take
 * @throws ValidationError without dtype, and for filters that the dtype cannot have
 * @throws InvalidArgument for a dtype outside the grammar
 */
export function featureFields(registry: BoundRegistry, given: object): object {
  const unknown = Object.keys(given).filter((key) => !ARGUMENTS.includes(key))
  if (unknown.length > 0) {
    throw new FieldValidationError(
      `Only ${ARGUMENTS.filter((name) => !name.endsWith('Id')).join(', ')} are valid keyword arguments`,
      { hint: `Got ${unknown.join(', ')}. Other fields are set on the feature before it is saved.` },
    )
  }
  const { dtype, catFilters, defaultValue, ...fields } = given as FeatureArguments
  const stored = storedDtype(registry, dtype, catFilters, fields.isType === true)
  const isFloat = stored === 'float' || stored === 'num'
  return {
    ...fields,
    ...(defaultValue !== undefined && { defaultValue: isFloat ? toFloat(defaultValue) : defaultValue }),
    _dtypeStr: stored,
  }
}

function storedDtype(
  { instance }: BoundRegistry,
  dtype: DtypeArgument | null | undefined,
  catFilters: CatFilterArguments | undefined,
  isType: boolean,
): string | null {
  if (dtype === null || dtype === undefined) {
    if (isType) return null
    throw new ValidationError(
      `Please pass dtype, one of {${simpleDtypes.join(', ')}} or a composed categorical dtype`,
    )
  }
  if (typeof dtype === 'string' && !['num', 'path', 'url'].includes(dtype) && dtype.includes('[')) {
    instance.logger.debug(`rather than the text '${dtype}', pass a registry, a field or a type as dtype`)
  }
  const text = dtypeText(dtype)
  parseDtype(text, dtypeRegistries(instance))
  return catFilters && Object.keys(catFilters).length > 0 ? filteredDtype(text, catFilters) : text
}

/** What nobody said about new features: `nullable` is true but for types. */
export async function fillFeatures(features: readonly RegistryRecord[]): Promise<void> {
  for (const feature of features) {
    if ((fieldOf(feature, 'nullable') ?? null) === null && fieldOf(feature, 'isType') !== true)
      setField(feature, 'nullable', true)
    if (fieldOf(feature, '_aux') === undefined) setField(feature, '_aux', {})
  }
}

/**
 * A feature of this name must have the dtype that was passed.
 *
 * @throws ValidationError
 */
export function checkExistingFeature(existing: RegistryRecord, fields: object): void {
  const stored = fieldOf(existing, '_dtypeStr') as string | null
  const passed = (fields as { _dtypeStr: string | null })._dtypeStr
  if (stored === passed) return
  const name = String(fieldOf(existing, 'name'))
  throw new ValidationError(
    `Feature ${name} already exists with dtype ${stored ?? 'None'}, you passed ${passed ?? 'None'}`,
  )
}
