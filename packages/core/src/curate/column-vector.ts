import { sql, type SqlBool } from 'kysely'

import { parseItype } from '../identity/dtype/parse-dtype.ts'
import type { Instance } from '../instance/instance.ts'
import { resolveAll } from '../module/token.ts'
import { columnNamed, dtypeRegistries } from '../registries/feature/instance-dtypes.ts'
import { membersRelation } from '../registries/schema/schema-members.ts'
import type { Schema } from '../registries/schema.ts'
import { publicTermsToken } from '../registry/can-curate/public-terms.ts'
import { defaultScope, narrowed, type Scope } from '../registry/scope.ts'
import type { ColumnMeta } from '../registry/registry-meta.ts'
import { columnRef } from '../registry/where.ts'
import { featureTypeOf, type ComponentPlan } from './component-plan.ts'
import { belowType } from '../registry/below-type.ts'
import { LabelVector } from './vectors/label-vector.ts'
import type { MatchingRow } from '../registry/topmost.ts'

/**
 * The names of the columns as labels of the registry that the schema names. A rigid schema looks among its members, a
 * feature type among its features, a schema with typed members among features of these types and untyped ones.
 */
export async function columnVector(
  instance: Instance,
  plan: ComponentPlan,
  slot: string | undefined,
): Promise<LabelVector> {
  const { schema } = plan
  const registries = dtypeRegistries(instance)
  const itype = schema.itype === 'Composite' || !schema.itype ? 'Feature' : schema.itype
  const { registry, field } = parseItype(itype, registries)
  const meta = instance.registryNamed(registry.name).meta
  const terms = resolveAll(instance.container, publicTermsToken).find((one) => one.serves(meta.registry))
  const isMembersOnly = !schema.flexible && schema.id !== undefined
  const memberIds = new Map(plan.members.map((member) => [member.name, member.id]))
  return new LabelVector(instance, {
    key: 'columns',
    slot,
    isStrict: schema.maximalSet,
    components: [
      {
        meta,
        column: columnNamed(meta, field) as ColumnMeta,
        scope: await columnScope(instance, plan, defaultScope(meta.registry)),
        type: undefined,
        isTyped: meta.hasType,
        isPublic: terms !== undefined && !(isMembersOnly && (schema.nMembers ?? 0) > 0),
        organism: undefined,
        source: undefined,
      },
    ],
    choose: (rows) => preferMembers(rows, memberIds),
  })
}

async function columnScope(
  instance: Instance,
  { schema, members }: ComponentPlan,
  scope: Scope,
): Promise<Scope> {
  const { meta } = scope.registry
  const type = await featureTypeOf(instance, schema)
  if (type) return narrowed(scope, { sql: belowType(meta, type.id) })
  if (!schema.flexible)
    return schema.id === undefined ? scope : narrowed(scope, { sql: amongMembers(schema) })
  const typeIds = [...new Set(members.map(({ typeId }) => typeId))].filter((id) => id !== null)
  if (typeIds.length === 0) return scope
  const ofType = columnRef(meta, 'type_id')
  return narrowed(scope, { sql: sql<SqlBool>`(${ofType} in (${sql.join(typeIds)}) or ${ofType} is null)` })
}

function amongMembers(schema: Schema): ReturnType<typeof sql<SqlBool>> {
  const relation = membersRelation(schema)
  if (!relation) return sql<SqlBool>`1 = 1`
  const { link, target, ownColumn, targetColumn } = relation
  return sql<SqlBool>`${columnRef(target, 'id')} in (select ${columnRef(link, targetColumn)} from ${sql.table(link.table)} where ${columnRef(link, ownColumn)} = ${schema.id})`
}

/** Of several features of one name the member of the schema is meant. */
function preferMembers(
  rows: readonly MatchingRow[],
  memberIds: ReadonlyMap<string, number>,
): readonly MatchingRow[] {
  return rows.filter((row) => {
    const member = memberIds.get(String(row.value))
    return member === undefined || member === row.id || !rows.some((other) => other.id === member)
  })
}
