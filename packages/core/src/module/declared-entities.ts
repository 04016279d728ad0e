import { InvalidModule } from '../errors.ts'
import type { EntityUnique } from '../registry/define-entity.ts'
import type { RegistryClass } from '../registry/record.ts'
import type { LaminModule } from './define-module.ts'
import {
  isRelation,
  resolveProperties,
  type PropertyOptions,
  type RelationOptions,
} from './schema-properties.ts'

/** An entity as it stands in an instance: what its module declares, and what other modules contribute. */
export interface DeclaredEntity {
  readonly name: string
  readonly tableName: string
  readonly uniques: readonly EntityUnique[]
  readonly registry: RegistryClass
  readonly module: LaminModule
  readonly properties: ReadonlyMap<string, PropertyOptions>
}

/**
 * The entities of the modules of an instance, by name.
 *
 * @throws InvalidModule listing every name that is taken twice and every relation that lacks its other end
 */
export function declaredEntities(modules: readonly LaminModule[]): ReadonlyMap<string, DeclaredEntity> {
  const problems: string[] = []
  const entities = new Map<string, DeclaredEntity & { readonly properties: Map<string, PropertyOptions> }>()
  for (const module of modules) {
    for (const registry of module.entities) {
      const { name, tableName, uniques = [], properties } = registry.schema
      if (entities.has(name))
        problems.push(
          `the entity '${name}' is declared by '${entities.get(name)?.module.name}' and '${module.name}'`,
        )
      entities.set(name, {
        name,
        tableName,
        uniques,
        registry,
        module,
        properties: new Map(resolveProperties(properties)),
      })
    }
  }
  for (const module of modules) {
    for (const { on, properties } of module.contributes ?? []) {
      const target = entities.get(on.schema.name)
      for (const [name, options] of resolveProperties(properties)) {
        if (!target)
          problems.push(
            `'${module.name}' adds '${name}' to '${on.schema.name}', which no module of this instance has`,
          )
        else if (target.properties.has(name)) problems.push(`${target.name}.${name} is defined already`)
        else target.properties.set(name, options)
      }
    }
  }
  for (const entity of entities.values()) problems.push(...checkRelations(entity, entities))
  if (problems.length > 0) throw new InvalidModule(modules.map((module) => module.name).join(', '), problems)
  return entities
}

/** Name of the entity that a class or definition stands for. */
export function entityName(entity: unknown): string {
  const { schema, name } = entity as Partial<RegistryClass> & { readonly name?: string }
  return schema?.name ?? String(name)
}

function* checkRelations(
  entity: DeclaredEntity,
  entities: ReadonlyMap<string, DeclaredEntity>,
): Iterable<string> {
  for (const [name, options] of entity.properties) {
    if (!isRelation(options)) continue
    const target = entities.get(entityName(options.entity()))
    if (!target)
      yield `${entity.name}.${name} leads to '${entityName(options.entity())}', which no module of this instance has`
    else yield* checkOtherEnd(entity, name, options, target)
    if (options.pivotEntity && !entities.has(entityName(options.pivotEntity()))) {
      yield `${entity.name}.${name} goes through '${entityName(options.pivotEntity())}', which no module of this instance has`
    }
  }
}

function* checkOtherEnd(
  entity: DeclaredEntity,
  name: string,
  { mappedBy, inversedBy }: RelationOptions,
  target: DeclaredEntity,
): Iterable<string> {
  for (const other of [mappedBy, inversedBy]) {
    if (other === undefined) continue
    const options = target.properties.get(other)
    const backTo = options && isRelation(options) ? entityName(options.entity()) : undefined
    if (backTo !== entity.name)
      yield `${entity.name}.${name} names '${target.name}.${other}' as its other end, which does not lead back`
  }
}
