import { DoesNotExist, MultipleResultsFound, ValidationError } from '../../errors.ts'
import { parseFilters } from '../../identity/dtype/filter-string.ts'
import { parseDtype, type DtypeComponent } from '../../identity/dtype/parse-dtype.ts'
import type { Instance } from '../../instance/instance.ts'
import { resolveAll } from '../../module/token.ts'
import { columnNamed, dtypeRegistries } from '../../registries/feature/instance-dtypes.ts'
import { typeOfDtype } from '../../registries/feature/dtype-types.ts'
import { publicTermsToken } from '../../registry/can-curate/public-terms.ts'
import { belowType } from '../../registry/below-type.ts'
import { conditionFromLookups } from '../../registry/lookups.ts'
import type { RegistryRecord } from '../../registry/record.ts'
import type { ColumnMeta, RegistryMeta } from '../../registry/registry-meta.ts'
import { QuerySet } from '../../registry/query-set.ts'
import { defaultScope, narrowed, type Scope } from '../../registry/scope.ts'

/** A registry whose records may be the values of a column, and which of them. */
export interface LabelComponent {
  readonly meta: RegistryMeta
  /** Column with the texts or numbers that the data hold. */
  readonly column: ColumnMeta
  /** The records that count: on the default branches, of the type, meeting the filters. */
  readonly scope: Scope
  /** Type that the records are of, directly or through other types. */
  readonly type: RegistryRecord | undefined
  /** Whether records are grouped by types, so that several may have one name. */
  readonly isTyped: boolean
  /** Whether public sources have terms for the registry. */
  readonly isPublic: boolean
  /** Filters on organism and source do not restrict records that are there already; they choose the source. */
  readonly organism: RegistryRecord | undefined
  readonly source: RegistryRecord | undefined
}

/**
 * The registries of a categorical dtype in order.
 *
 * @throws DoesNotExist @throws MultipleResultsFound for a filter that names no record, or several
 * @throws ValidationError for a filter on a field that the registry does not have
 */
export async function labelComponents(instance: Instance, dtype: string): Promise<LabelComponent[]> {
  const components: LabelComponent[] = []
  for (const component of parseDtype(dtype, dtypeRegistries(instance)))
    components.push(await labelComponent(instance, component))
  return components
}

async function labelComponent(instance: Instance, component: DtypeComponent): Promise<LabelComponent> {
  const meta = instance.registryNamed(component.registry.name).meta
  const column = columnNamed(meta, component.field) as ColumnMeta
  const terms = resolveAll(instance.container, publicTermsToken).find((one) => one.serves(meta.registry))
  const { lookups, related } = await readFilters(meta, component.filters)
  const steering = new Map(terms ? related : [])
  const conditions = [...lookups, ...[...related].filter(([name]) => !steering.has(name))]
  const type =
    component.typeUid === undefined ? undefined : await typeOfDtype(instance, meta, component.typeUid)
  return {
    meta,
    column,
    scope: scopeOf(meta, type, conditions),
    type,
    isTyped: meta.hasType,
    isPublic: terms !== undefined,
    organism: steering.get('organism'),
    source: steering.get('source'),
  }
}

interface Filters {
  readonly lookups: readonly (readonly [string, unknown])[]
  /** Records that filters on relations name, by relation. */
  readonly related: ReadonlyMap<string, RegistryRecord>
}

/** Several filters on one relation describe one record together. */
async function readFilters(meta: RegistryMeta, text: string): Promise<Filters> {
  const lookups: (readonly [string, unknown])[] = []
  const byRelation = new Map<string, (readonly [string, string])[]>()
  for (const { key, name, lookup, value } of text === '' ? [] : parseFilters(text)) {
    const isRelation = lookup !== undefined && meta.relations.has(relationNamed(meta, name) ?? '')
    if (isRelation) byRelation.set(name, [...(byRelation.get(name) ?? []), [lookup, value]])
    else if (columnNamed(meta, name) === undefined)
      throw new ValidationError(
        `Registry ${meta.entityName} has no field '${name}' to filter by: '${key}=${value}'.`,
      )
    else lookups.push([key, value])
  }
  const related = new Map<string, RegistryRecord>()
  for (const [name, conditions] of byRelation) {
    const relation = relationNamed(meta, name) as string
    related.set(relation, await relatedRecord(meta, relation, conditions))
  }
  return { lookups, related }
}

/** `created_by` → `createdBy` */
function relationNamed(meta: RegistryMeta, name: string): string | undefined {
  const camel = name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  return meta.relations.has(name) ? name : meta.relations.has(camel) ? camel : undefined
}

async function relatedRecord(
  meta: RegistryMeta,
  name: string,
  conditions: readonly (readonly [string, string])[],
): Promise<RegistryRecord> {
  const target = meta.relations.get(name)?.target as RegistryMeta
  const where = conditionFromLookups(target, conditions)
  const found = await new QuerySet<RegistryRecord>(target.registry).filter(where).limit(2)
  const shown = conditions.map(([lookup, value]) => `${name}__${lookup}=${value}`).join(', ')
  if (found.length > 1)
    throw new MultipleResultsFound(`More than one ${target.name} meets the filter '${shown}'.`)
  if (!found[0]) throw new DoesNotExist(`No ${target.name} meets the filter '${shown}'.`)
  return found[0]
}

function scopeOf(
  meta: RegistryMeta,
  type: RegistryRecord | undefined,
  conditions: readonly (readonly [string, unknown])[],
): Scope {
  const scope = type
    ? narrowed(defaultScope(meta.registry), { sql: belowType(meta, type.id) })
    : defaultScope(meta.registry)
  const where = Object.assign(
    {},
    conditionFromLookups(
      meta,
      conditions.filter(([, value]) => typeof value !== 'object'),
    ),
    Object.fromEntries(conditions.filter(([, value]) => typeof value === 'object')),
  ) as object
  return Object.keys(where).length === 0 ? scope : narrowed(scope, { where })
}
