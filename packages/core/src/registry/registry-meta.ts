import type { Dialect } from '../database/dialect.ts'
import { entityName, type DeclaredEntity } from '../module/declared-entities.ts'
import {
  isRelation,
  ownsColumn,
  type PropertyOptions,
  type RelationOptions,
} from '../module/schema-properties.ts'
import { columnKinds, type ColumnCodec, type ColumnKind } from './column-kinds.ts'
import type { RegistryOptions } from './registry-options.ts'
import type { BoundRegistry } from './record.ts'
import { snakeCase } from './snake-case.ts'

/** What happens to a row when the row that it refers to is deleted. Executed by us: the tables carry no `ON DELETE`. */
export type DeleteRule = 'protect' | 'cascade' | 'set null'

export interface ColumnMeta {
  readonly property: string
  readonly column: string
  readonly kind: ColumnKind
  readonly primary: boolean
  readonly nullable: boolean
  readonly unique: boolean
  /** The database finds rows by it without reading the table. */
  readonly indexed: boolean
  /** A char or text column: searched by `search()`, comparable as text. */
  readonly isText: boolean
  readonly isJson: boolean
  readonly isBoolean: boolean
  readonly isTimestamp: boolean
  /** A time span in microseconds. */
  readonly isDuration: boolean
  /** Most characters (code points) that fit. */
  readonly length: number | undefined
  /** The database fills the column in when an insert leaves it out. */
  readonly hasSqlDefault: boolean
  /** The value of a new record, where the client has one. */
  readonly makeDefault: (() => unknown) | undefined
  /** The column's type on this database, such as `varchar(20)` or `timestamptz(6)`. */
  readonly databaseType: string
  readonly toDatabase: (value: unknown) => unknown
  readonly fromDatabase: (value: unknown) => unknown
}

/** A foreign key of this table. */
export interface ToOneMeta {
  readonly kind: 'toOne'
  readonly name: string
  readonly idColumn: ColumnMeta
  readonly onDelete: DeleteRule
  readonly target: RegistryMeta
}

/** Rows of another table that refer to this one. */
export interface ToManyMeta {
  readonly kind: 'toMany'
  readonly name: string
  readonly target: RegistryMeta
  /** Column of the target table that holds our id. */
  readonly foreignColumn: string
}

/** Rows of another table, joined by the rows of a link table. */
export interface ThroughMeta {
  readonly kind: 'through'
  readonly name: string
  readonly target: RegistryMeta
  readonly link: RegistryMeta
  /** Columns of the link table that hold our id and the target's. */
  readonly ownColumn: string
  readonly targetColumn: string
  /** It is declared here; the other end is its inverse. */
  readonly isOwner: boolean
}

export type RelationMeta = ToOneMeta | ToManyMeta | ThroughMeta

/** What one connection knows of a registry: its table, columns and relations, contributed ones included. */
export class RegistryMeta {
  readonly name: string
  readonly module: string
  readonly table: string
  readonly options: RegistryOptions
  readonly columns = new Map<string, ColumnMeta>()
  readonly relations = new Map<string, RelationMeta>()
  /** Foreign keys of any table that refer to this one. */
  readonly dependants: { readonly meta: RegistryMeta; readonly relation: ToOneMeta }[] = []
  /** The class of this connection. */
  registry!: BoundRegistry

  constructor(name: string, module: string, table: string, options: RegistryOptions) {
    this.name = name
    this.module = module
    this.table = table
    this.options = options
  }

  /** As dtypes and sources name it: `Artifact`, `bionty.CellType`. */
  get entityName(): string {
    return this.module === 'core' ? this.name : `${this.module}.${this.name}`
  }

  /** The field by which people call its records. */
  get nameField(): string {
    return (
      this.options.nameField ??
      (this.columns.has('name')
        ? 'name'
        : ([...this.columns.values()].find((c) => c.isText && !c.property.includes('id'))?.property ?? 'id'))
    )
  }

  has(property: string): boolean {
    return this.columns.has(property)
  }
  get branchAware(): boolean {
    return this.has('branchId')
  }
  get isVersioned(): boolean {
    return this.has('isLatest') && this.has('versionTag')
  }
  get hasType(): boolean {
    return this.has('isType') && this.has('typeId')
  }
  get hasSynonyms(): boolean {
    return this.has('synonyms')
  }
}

/** What one connection knows of the entities of its modules. */
export function readRegistryMetas(
  entities: ReadonlyMap<string, DeclaredEntity>,
  dialect: Dialect,
): Map<string, RegistryMeta> {
  const metas = new Map<string, RegistryMeta>()
  for (const { name, module, tableName, registry } of entities.values()) {
    metas.set(name, new RegistryMeta(name, module.name, tableName, registry.options))
  }
  const codecs = codecsOf(dialect)
  for (const entity of entities.values()) {
    const meta = metas.get(entity.name) as RegistryMeta
    for (const [name, options] of entity.properties)
      addProperty(meta, name, options, { entities, metas, codecs })
  }
  for (const meta of metas.values()) {
    for (const relation of meta.relations.values()) {
      if (relation.kind === 'toOne') relation.target.dependants.push({ meta, relation })
    }
  }
  return metas
}

type Codecs = { readonly [K in ColumnKind]: ColumnCodec }

interface Surroundings {
  readonly entities: ReadonlyMap<string, DeclaredEntity>
  readonly metas: ReadonlyMap<string, RegistryMeta>
  readonly codecs: Codecs
}

const codecsOf = (dialect: Dialect): Codecs =>
  Object.fromEntries(
    Object.entries(columnKinds).map(([kind, make]) => [kind, make(dialect)]),
  ) as unknown as Codecs

function addProperty(meta: RegistryMeta, name: string, options: PropertyOptions, around: Surroundings): void {
  if (!isRelation(options)) {
    meta.columns.set(
      name,
      columnMeta(name, options.fieldName ?? snakeCase(name), options, options.column, around.codecs),
    )
    return
  }
  const target = around.metas.get(entityName(options.entity())) as RegistryMeta
  if (ownsColumn(options)) {
    const idColumn = foreignKey(name, options, around)
    meta.columns.set(idColumn.property, idColumn)
    meta.relations.set(name, {
      kind: 'toOne',
      name,
      idColumn,
      target,
      onDelete: options.deleteRule ?? 'protect',
    })
  } else if (options.kind === 'm:n') {
    const isOwner = options.mappedBy === undefined
    meta.relations.set(name, { kind: 'through', name, target, isOwner, ...linkOf(meta, options, around) })
  } else {
    const foreignColumn = foreignColumnOf(around.entities.get(target.name), options.mappedBy as string)
    meta.relations.set(name, { kind: 'toMany', name, target, foreignColumn })
  }
}

/** The column of a to-one relation; it is of the kind of the identifiers that it holds. */
function foreignKey(name: string, options: RelationOptions, { entities, codecs }: Surroundings): ColumnMeta {
  const target = entities.get(entityName(options.entity()))?.properties.get('id')
  const kind = target && !isRelation(target) ? target.column : 'integer'
  const column = options.fieldName ?? foreignKeyColumn(name)
  return columnMeta(`${name}Id`, column, { ...options, unique: options.kind === '1:1' }, kind, codecs)
}

const foreignKeyColumn = (relation: string): string => `${snakeCase(relation)}_id`

function foreignColumnOf(entity: DeclaredEntity | undefined, relation: string): string {
  const options = entity?.properties.get(relation) as RelationOptions
  return options.fieldName ?? foreignKeyColumn(relation)
}

/** The first two to-one relations of a link entity are its ends; of two equal ends the first is the owner's. */
function linkOf(
  meta: RegistryMeta,
  options: RelationOptions,
  { entities, metas }: Surroundings,
): { link: RegistryMeta; ownColumn: string; targetColumn: string } {
  const target = entityName(options.entity())
  const owner =
    options.mappedBy === undefined
      ? options
      : (entities.get(target)?.properties.get(options.mappedBy) as RelationOptions)
  const link = entities.get(entityName(owner.pivotEntity?.())) as DeclaredEntity
  const ends = [...link.properties].filter(([, end]) => isRelation(end) && end.kind === 'm:1').slice(0, 2)
  const columns = ends.map(([name]) => foreignColumnOf(link, name)) as [string, string]
  const leadsToOwner = ends.map(([, end]) => entityName((end as RelationOptions).entity()) === meta.name)
  const isFirst = leadsToOwner[0] === leadsToOwner[1] ? options.mappedBy === undefined : leadsToOwner[0]
  const [ownColumn, targetColumn] = isFirst ? columns : (columns.toReversed() as [string, string])
  return { link: metas.get(link.name) as RegistryMeta, ownColumn, targetColumn }
}

interface StoredOptions {
  readonly nullable: boolean
  readonly primary?: boolean
  readonly unique?: boolean
  readonly index?: boolean
  readonly length?: number
  readonly default?: string | number | boolean
  readonly defaultNow?: boolean
  readonly onCreate?: () => unknown
}

function columnMeta(
  property: string,
  column: string,
  options: StoredOptions,
  kind: ColumnKind,
  codecs: Codecs,
): ColumnMeta {
  const codec = codecs[kind]
  const isForeign = 'entity' in options
  const initial = options.default
  return {
    property,
    column,
    kind,
    primary: options.primary === true,
    nullable: options.nullable,
    unique: options.unique === true,
    isText: kind === 'varchar' || kind === 'text',
    isJson: kind === 'json',
    isBoolean: kind === 'boolean',
    isTimestamp: kind === 'timestamp',
    isDuration: kind === 'duration',
    indexed: options.primary === true || options.index === true || options.unique === true || isForeign,
    length: options.length,
    hasSqlDefault: initial !== undefined || options.defaultNow === true,
    makeDefault: options.onCreate ?? (initial === undefined || isForeign ? undefined : () => initial),
    databaseType: codec.sqlType(isForeign ? {} : options),
    toDatabase: (value) => (value === null || value === undefined ? null : codec.toDatabase(value as never)),
    fromDatabase: (value) =>
      value === null || value === undefined ? null : codec.fromDatabase(value as never),
  }
}
