import { EntitySchema, type Type, types } from '@mikro-orm/core'

import { InvalidModule } from '../errors.ts'
import type { LaminModule } from '../module/define-module.ts'
import type { PropertyOptions, SchemaProperties } from '../module/schema-properties.ts'
import type { RegistryClass } from '../registry/record.ts'

/** The entities of one connection, contributed relations included. */
export interface BoundEntities {
  readonly schemas: readonly EntitySchema[]
  /** Per entity name: its class as declared, its module, and the delete rules of its foreign keys. */
  readonly declared: ReadonlyMap<string, DeclaredEntity>
}

export interface DeclaredEntity {
  readonly registry: RegistryClass
  readonly module: LaminModule
  readonly deleteRules: ReadonlyMap<string, string>
}

/**
 * Makes MikroORM schemas for one connection. Each connection needs its own: MikroORM writes its metadata onto the entity
 * class, and two connections with different modules or databases would overwrite each other's. The classes of the
 * declarations are left alone.
 *
 * @throws InvalidModule when a relation is contributed twice or leads to an entity that no module of the instance has
 */
export function bindEntities(modules: readonly LaminModule[]): BoundEntities {
  const declared = declaredEntities(modules)
  const schemas = new Map<string, EntitySchema>()
  const problems: string[] = []
  const target = (entity: unknown): unknown => {
    const name = entityName(entity)
    const schema = schemas.get(name)
    if (!schema) throw new InvalidModule(name, ['is related to, but no module of this instance has it'])
    return schema
  }
  for (const [name, { registry }] of declared) {
    const { className, tableName, uniques } = registry.schema.meta
    const properties = resolveProperties(registry.schema.meta.properties)
    for (const module of modules) {
      for (const [property, options] of contributedTo(module, name)) {
        if (property in properties) problems.push(`${name}.${property} is defined already`)
        properties[property] = options
      }
    }
    const rebound = Object.entries(properties).map(([property, options]) => [
      property,
      rebind(options, target),
    ])
    const meta = { name: className, tableName, uniques, properties: Object.fromEntries(rebound) }
    schemas.set(name, new EntitySchema(meta as never))
  }
  if (problems.length > 0) throw new InvalidModule(modules.map((m) => m.name).join(', '), problems)
  return { schemas: [...schemas.values()], declared }
}

function declaredEntities(modules: readonly LaminModule[]): Map<string, DeclaredEntity> {
  const declared = new Map<string, DeclaredEntity>()
  for (const module of modules) {
    for (const registry of module.entities) {
      const name = registry.schema.meta.className
      const other = declared.get(name)
      if (other)
        throw new InvalidModule(module.name, [
          `the entity '${name}' exists already in module '${other.module.name}'`,
        ])
      const rules = Object.entries(resolveProperties(registry.schema.meta.properties)).flatMap(
        ([property, options]) => (options.deleteRule ? [[property, options.deleteRule] as const] : []),
      )
      declared.set(name, { registry, module, deleteRules: new Map(rules) })
    }
  }
  return declared
}

/** Thunks called, builders replaced by the options that they hold. */
function resolveProperties(properties: object): { [name: string]: PropertyOptions } {
  const resolved = Object.entries(properties).map(([name, property]: [string, unknown]) => {
    const built = typeof property === 'function' ? (property as () => unknown)() : property
    const options = (built as SchemaProperties[string])['~options'] ?? (built as PropertyOptions)
    return [name, options]
  })
  return Object.fromEntries(resolved) as { [name: string]: PropertyOptions }
}

function* contributedTo(module: LaminModule, entity: string): Iterable<[string, PropertyOptions]> {
  for (const { on, properties } of module.contributes ?? []) {
    if (on.schema.meta.className === entity) yield* Object.entries(resolveProperties(properties))
  }
}

/** Delete rules are executed by us; what the tables carry stands in the migrations. */
function rebind(
  { deleteRule: _deleteRule, entity, pivotEntity, ...options }: PropertyOptions,
  target: (entity: unknown) => unknown,
): object {
  return {
    ...options,
    ...namedType(options['type']),
    ...(entity && { entity: () => target(entity()) }),
    ...(pivotEntity && { pivotEntity: () => target(pivotEntity()) }),
  }
}

/** Names of the types that MikroORM knows by name, as far as they need no object of their own. */
const typeNames = new Map<unknown, string>(
  (['integer', 'smallint', 'string', 'text'] as const).map((name) => [types[name], name]),
)

/** Says of a type class what discovery would find out by trying all known types for every property of every entity. */
function namedType(type: unknown): object {
  const name = typeNames.get(type)
  if (name !== undefined) return { type: name }
  if (typeof type !== 'function' || Object.values<unknown>(types).includes(type)) return {}
  return { type: new (type as new () => Type)() }
}

function entityName(entity: unknown): string {
  const { schema, name } = entity as Partial<RegistryClass> & { readonly name?: string }
  return schema?.meta.className ?? String(name)
}
