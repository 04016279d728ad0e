import { sql, type SqlBool } from 'kysely'

import { InvalidArgument } from '../../errors.ts'
import { resolveAll } from '../../module/token.ts'
import { isNumericColumn } from '../numeric-column.ts'
import { instanceOf, metaOf } from '../record-state.ts'
import { RegistryField } from '../registry-field.ts'
import type { BoundRegistry, RegistryRecord } from '../record.ts'
import type { ColumnMeta } from '../registry-meta.ts'
import { defaultScope, narrowed, settled, type Scope } from '../scope.ts'
import { columnRef, unknownField } from '../where.ts'
import type { ValidateOptions } from './curation-options.ts'
import { distinctValues, flatValues, isMismatch, typeMismatch } from './curation-values.ts'
import { isEmptyScope } from './missing-values.ts'
import { publicTermsToken, type PublicTerms } from './public-terms.ts'

/** Values of one organism, and the rows to compare them with. */
export interface CurationGroup {
  readonly organism: RegistryRecord | undefined
  readonly values: readonly unknown[]
  /** The rows asked for: of the query set, the organism, the source. */
  readonly scope: Scope
  /** All rows of the registry on the default branches and of the organism. */
  readonly whole: Scope
}

/** What to compare with what. */
export interface CurationTask {
  readonly registry: BoundRegistry
  readonly column: ColumnMeta
  /** Whether the column is the one by which people call the records: only its values have synonyms. */
  readonly isNameField: boolean
  /** The input as one list, with duplicates and empty values. */
  readonly flat: readonly unknown[]
  /** The input without them. */
  readonly distinct: readonly unknown[]
  readonly groups: readonly CurationGroup[]
  readonly source: RegistryRecord | undefined
  /** Where public sources have terms for the registry. */
  readonly terms: PublicTerms | undefined
}

/**
 * Settles the field, the source and the organisms of a call. Finding an organism may insert its row.
 *
 * @throws InvalidArgument for an unusable field, or a source of another instance
 */
export async function curationTask(
  given: Scope,
  values: unknown,
  options: ValidateOptions,
): Promise<CurationTask> {
  const { registry } = given
  const column = curationColumn(registry, options.field)
  const source = checkedSource(registry, options.source)
  const flat = flatValues(values)
  const distinct = distinctValues(flat)
  const terms = resolveAll(registry.instance.container, publicTermsToken).find((t) => t.serves(registry))
  const request = { registry, field: column.property, values: distinct, organism: options.organism }
  const groups = terms ? await terms.organisms(request) : [{ organism: undefined, values: distinct }]
  const rows = await settled(given)
  const scope = options.strictSource && source ? ofSource(rows, source) : rows
  return {
    registry,
    column,
    isNameField: column.property === registry.meta.nameField,
    flat,
    distinct,
    groups: groups.map((group) => ({
      ...group,
      scope: ofOrganism(scope, group.organism),
      whole: ofOrganism(defaultScope(registry), group.organism),
    })),
    source,
    terms,
  }
}

/**
 * The column of a field, by default that of the names.
 *
 * @throws InvalidArgument for something else than a column of texts or numbers
 */
export function curationColumn(registry: BoundRegistry, field: unknown): ColumnMeta {
  const { meta } = registry
  if (field !== undefined && typeof field !== 'string' && !(field instanceof RegistryField)) {
    throw new InvalidArgument(
      `please pass a SQLRecord string field, e.g., \`${meta.name}.${meta.nameField}\`!`,
    )
  }
  const name = field instanceof RegistryField ? field.property : (field ?? meta.nameField)
  const column = meta.columns.get(name) ?? [...meta.columns.values()].find((c) => c.column === name)
  if (!column) throw new InvalidArgument(unknownField(meta, name).message)
  if (column.isText || isNumericColumn(column)) return column
  throw new InvalidArgument(`Values of ${meta.name}.${column.property} are neither texts nor numbers.`, {
    hint: `Pass a field with texts, such as '${meta.nameField}'.`,
  })
}

function checkedSource(
  registry: BoundRegistry,
  source: RegistryRecord | null | undefined,
): RegistryRecord | undefined {
  if (!source || instanceOf(source) === registry.instance) return source ?? undefined
  throw new InvalidArgument(
    `record must be a ${metaOf(source).entityName} record from instance '${registry.instance.slug}'!`,
    { hint: `It is one of instance '${instanceOf(source).slug}'.` },
  )
}

function ofSource(scope: Scope, source: RegistryRecord): Scope {
  const { meta } = scope.registry
  if (!meta.has('sourceId')) throw new InvalidArgument(`Records of ${meta.name} come from no source.`)
  return narrowed(scope, { sql: sql<SqlBool>`${columnRef(meta, 'source_id')} = ${source.id}` })
}

function ofOrganism(scope: Scope, organism: RegistryRecord | undefined): Scope {
  const { meta } = scope.registry
  if (!organism || !meta.has('organismId')) return scope
  return narrowed(scope, { sql: sql<SqlBool>`${columnRef(meta, 'organism_id')} = ${organism.id}` })
}

/**
 * Compares the first value with the column. Numbers against texts are a mistake, but an empty table has no kind of its own.
 *
 * @throws InvalidArgument
 */
export async function checkKind({ column, flat, groups }: CurationTask): Promise<void> {
  const [first] = flat
  if (!isMismatch(column, first)) return
  for (const { scope } of groups) {
    if (!(await isEmptyScope(scope))) throw typeMismatch(column, first)
  }
}
