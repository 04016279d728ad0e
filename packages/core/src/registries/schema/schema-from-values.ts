import { InvalidArgument, ValidationError } from '../../errors.ts'
import { columnTypeName, dtypeOfColumnType, type ArrowTypeLike } from '../../identity/dtype/column-type.ts'
import { pyRepr } from '../../identity/python-text.ts'
import { recordsFromValues } from '../../registry/can-curate/from-values.ts'
import { validateValues } from '../../registry/can-curate/validate.ts'
import type { BoundRegistry, RegistryRecord } from '../../registry/record.ts'
import { RegistryField } from '../../registry/registry-field.ts'
import { defaultScope } from '../../registry/scope.ts'
import type { DtypeArgument } from '../feature/dtype-argument.ts'
import type { Schema } from '../schema.ts'
import { createSchema } from './create-schema.ts'

export interface SchemaFromValuesOptions {
  readonly name?: string
  /** Dtype of all members; `num` for members that are no features. */
  readonly dtype?: DtypeArgument
  readonly organism?: RegistryRecord | string
  readonly source?: RegistryRecord
  /** Without messages about what was looked up. */
  readonly mute?: boolean
  /** With `false`, values that name nothing are left out. */
  readonly raiseValidationError?: boolean
}

/** The columns of a table, as far as a schema asks for them. */
export interface NamedColumns {
  readonly schema: { readonly fields: readonly { readonly name: string; readonly type: ArrowTypeLike }[] }
}

/**
 * The schema whose members are the records that values name.
 *
 * @returns `undefined` when no value names one and that is no error
 * @throws ValidationError for values that name nothing
 */
export async function schemaFromValues(
  registry: BoundRegistry<Schema>,
  values: Iterable<string>,
  field: RegistryField,
  { raiseValidationError = true, dtype, name, ...options }: SchemaFromValuesOptions,
): Promise<Schema | undefined> {
  const list = [...values]
  if (!(field instanceof RegistryField)) throw new InvalidArgument('field must be a field of a registry.')
  if (list.length === 0) throw new InvalidArgument('Provide a list of at least one value')
  const isValid = await validateValues(defaultScope(field.registry), list, lookUp(field, options))
  const unknown = list.filter((_, i) => !isValid[i])
  if (unknown.length > 0 && raiseValidationError) {
    throw new ValidationError(
      `These values could not be validated: ${pyRepr(unknown)}\nIf there are no typos, add them to their registry: ${field.registry.meta.name}`,
    )
  }
  const known = list.filter((_, i) => isValid[i])
  if (known.length === 0) return undefined
  const features = await membersNamed(known, field, options)
  return createSchema(registry, {
    features,
    ...(name !== undefined && { name }),
    ...(dtype !== undefined && { dtype }),
  })
}

/**
 * The schema of the columns of a table that name records.
 *
 * @returns `undefined` when none does
 * @throws InvalidArgument when the columns of members that are no features have several types
 */
export async function schemaFromTable(
  registry: BoundRegistry<Schema>,
  { schema: { fields } }: NamedColumns,
  field: RegistryField,
  { name, ...options }: SchemaFromValuesOptions,
): Promise<Schema | undefined> {
  const names = fields.map((column) => column.name)
  const isValid =
    names.length === 0
      ? []
      : await validateValues(defaultScope(field.registry), names, lookUp(field, options))
  const columns = fields.filter((_, i) => isValid[i])
  if (columns.length === 0) {
    if (!options.mute) registry.instance.logger.warning('no validated features, skip creating schema')
    return undefined
  }
  const isOfFeatures = field.registry.meta.entityName === 'Feature'
  const features = await membersNamed(
    columns.map((column) => column.name),
    field,
    options,
  )
  return createSchema(registry, {
    features,
    ...(name !== undefined && { name }),
    ...(isOfFeatures ? { otype: 'DataFrame' } : { dtype: commonDtype(columns) }),
  })
}

const lookUp = (field: RegistryField, options: object): object => ({ ...options, field: field.property })

async function membersNamed(
  names: readonly string[],
  field: RegistryField,
  options: object,
): Promise<readonly RegistryRecord[]> {
  const found = await recordsFromValues(defaultScope(field.registry), [...names], lookUp(field, options))
  return found
}

function commonDtype(columns: NamedColumns['schema']['fields']): string {
  const types = [...new Set(columns.map(({ type }) => columnTypeName(type)))]
  const [only, ...more] = types
  if (only !== undefined && more.length === 0) return dtypeOfColumnType(only)
  throw new InvalidArgument(`data types are heterogeneous: {${types.join(', ')}}`)
}
