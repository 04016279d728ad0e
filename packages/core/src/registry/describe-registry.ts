import type { ColumnKind } from './column-kinds.ts'
import { dataFrameColumns, foreignKeys } from './data-frame/column-order.ts'
import type { ColumnMeta, RegistryMeta, RelationMeta, ToOneMeta } from './registry-meta.ts'
import { snakeCase } from './snake-case.ts'

/** What columns are called in the reference. */
const TYPE_NAMES: { readonly [kind in ColumnKind]: string } = {
  varchar: 'CharField',
  text: 'TextField',
  boolean: 'BooleanField',
  smallint: 'SmallIntegerField',
  integer: 'IntegerField',
  bigint: 'BigIntegerField',
  double: 'FloatField',
  json: 'JSONField',
  date: 'DateField',
  timestamp: 'DateTimeField',
  duration: 'DurationField',
}

/** Fields that many registries share are listed behind their own. */
const SHARED_FIELDS = ['versionTag', 'isLatest', 'isType', 'isLocked', 'createdAt', 'updatedAt']

/**
 * The fields of a registry: those with plain values, those that lead to other registries, and below them what the
 * registries of other modules lead back by, in the order of the modules. Private fields and link tables are left out.
 */
export function describeRegistry(meta: RegistryMeta): string {
  const [own, external] = relationalFields(meta)
  const modules = meta.registry.instance.modules.map(({ name }) => name).filter((name) => external.has(name))
  return [
    meta.name,
    ...section('Simple', simpleFields(meta)),
    ...section('Relational', own),
    ...modules.flatMap((module) => section(capitalized(module), external.get(module) ?? [])),
  ].join('\n')
}

const section = (title: string, fields: readonly string[]): string[] =>
  fields.length === 0 ? [] : [`  ${title} fields`, ...fields.map((field) => `    .${field}`)]

function simpleFields(meta: RegistryMeta): string[] {
  const { last = SHARED_FIELDS } = meta.options.described ?? {}
  const relations = new Map(toOnes(meta).map((relation) => [relation.idColumn, relation]))
  const fields = [...meta.columns.values()].flatMap((column) => {
    const relation = relations.get(column)
    return isShown(column, relation, meta)
      ? [{ name: relation?.name ?? column.property, column, relation }]
      : []
  })
  return [
    ...fields.filter(({ name }) => !last.includes(name)),
    ...last.flatMap((name) => fields.filter((field) => field.name === name)),
  ].map(({ name, column, relation }) => {
    return relation
      ? `${snakeCase(name)}: ${relation.target.name}`
      : `${column.column}: ${TYPE_NAMES[column.kind]}`
  })
}

const toOnes = (meta: RegistryMeta): ToOneMeta[] =>
  [...meta.relations.values()].filter((relation) => relation.kind === 'toOne')

const isShown = (column: ColumnMeta, relation: ToOneMeta | undefined, meta: RegistryMeta): boolean =>
  relation ? isSimple(relation, meta) : column.property !== 'id' && !column.property.startsWith('_')

/** One-to-one relations are listed with the plain values, as are those that the registry says so of. */
const isSimple = ({ idColumn, name }: ToOneMeta, { options }: RegistryMeta): boolean =>
  !name.startsWith('_') && (idColumn.unique || options.described?.simple?.includes(name) === true)

/** The lines of relations to and from core and of relations of the registry itself, and others by module. */
function relationalFields(meta: RegistryMeta): [own: string[], external: Map<string, string[]>] {
  const keys = dataFrameColumns(meta, true).filter((column) => foreignKeys(meta).has(column))
  const relations = [...meta.relations.values()].filter(({ name }) => !/^_|^links[A-Z]/u.test(name))
  const to = keys.flatMap((key) =>
    toOnes(meta).filter((relation) => relation.idColumn === key && relations.includes(relation)),
  )
  const shown = [
    ...to.filter((relation) => !isSimple(relation, meta)),
    ...relations.filter(isOwned),
    ...relations.filter((relation) => relation.kind !== 'toOne' && !isOwned(relation)),
  ]
  const [own, external] = [[] as string[], new Map<string, string[]>()]
  for (const relation of meta.name === 'Record' ? withLinksLast(shown) : shown) {
    const { module } = relation.target
    const isExternal = module !== 'core' && relation.kind !== 'toOne' && !isOwned(relation)
    if (!isExternal) own.push(lineOf(relation))
    else external.set(module, [...(external.get(module) ?? []), lineOf(relation)])
  }
  return [own, external]
}

const isOwned = (relation: RelationMeta): boolean => relation.kind === 'through' && relation.isOwner

const LINKED = [/^(?!linked|values)/u, /^linked/u, /^values/u]

/** What records link to, and the rows of these links, come after all else. */
const withLinksLast = (relations: readonly RelationMeta[]): RelationMeta[] =>
  LINKED.flatMap((name) => relations.filter((relation) => name.test(relation.name)))

/** Names of link tables are shortened to the registry that they link, as in the reference. */
function lineOf({ name, target }: RelationMeta): string {
  const type = target.entityName
  const short = target.name.endsWith('Block') ? type : type.replaceAll(/Artifact|Collection/gu, '')
  return `${snakeCase(name).replace(/_set$/u, '')}: ${short === '' ? target.name : short}`
}

const capitalized = (module: string): string => module.charAt(0).toUpperCase() + module.slice(1).toLowerCase()
