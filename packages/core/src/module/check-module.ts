import { InvalidModule } from '../errors.ts'
import { isRelation, ownsColumn, resolveProperties } from './schema-properties.ts'
import type { ModuleDeclaration } from './define-module.ts'

/** @throws InvalidModule with every problem found in one declaration */
export function checkModule(declaration: ModuleDeclaration): void {
  const problems = [
    ...checkName(declaration),
    ...checkTables(declaration),
    ...checkMigrations(declaration),
    ...checkContributions(declaration),
  ]
  if (problems.length > 0) throw new InvalidModule(declaration.name, problems)
}

function* checkName({ name, requiresCore }: ModuleDeclaration): Iterable<string> {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    yield `the name '${name}' is not made of lower-case letters, digits and underscores`
  if (!/^[\^~]?\d+\.\d+\.\d+$/.test(requiresCore))
    yield `requiresCore '${requiresCore}' is no version range such as '^0.1.0'`
}

function* checkTables({ name, entities, tablePrefix }: ModuleDeclaration): Iterable<string> {
  const prefix = tablePrefix ?? (name === 'core' ? 'lamindb' : name)
  const tables = new Set<string>()
  const names = new Set<string>()
  for (const { schema } of entities) {
    const { name: entity, tableName } = schema
    if (names.has(entity)) yield `the entity '${entity}' is listed twice`
    if (tables.has(tableName)) yield `the table '${tableName}' is used by two entities`
    if (!tableName.startsWith(`${prefix}_`) && tableName !== 'django_migrations') {
      yield `the table '${tableName}' of '${entity}' does not start with '${prefix}_'`
    }
    names.add(entity)
    tables.add(tableName)
  }
}

function* checkMigrations({ migrations, entities }: ModuleDeclaration): Iterable<string> {
  const names = migrations.map((migration) => migration.name)
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) !== index) yield `the migration '${name}' is listed twice`
  }
  if (entities.length > 0 && migrations.length === 0)
    yield 'there are entities but no migration that creates their tables'
}

function* checkContributions({ name, entities, contributes = [] }: ModuleDeclaration): Iterable<string> {
  const own = new Set(entities.map((entity) => entity.schema.name))
  for (const { on, properties } of contributes) {
    const target = on.schema.name
    if (own.has(target)) yield `'${target}' is the module's own: declare its relations on the entity`
    for (const [property, options] of resolveProperties(properties)) {
      if (!isRelation(options))
        yield `${target}.${property} is a column; '${name}' can only add relations to it`
      else if (ownsColumn(options)) {
        yield `${target}.${property} needs a column in the table of '${target}'; contribute the inverse side only`
      }
    }
  }
}
