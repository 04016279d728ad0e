import { ReferenceKind, type EntityMetadata, type EntityProperty, type Platform } from '@mikro-orm/core'

import type { RegistryOptions } from './registry-options.ts'
import type { BoundRegistry } from './record.ts'

/** What happens to a row when the row that it refers to is deleted. Executed by us: the tables carry no `ON DELETE`. */
export type DeleteRule = 'protect' | 'cascade' | 'set null'

export interface ColumnMeta {
  readonly property: string
  readonly column: string
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

const deleteRules: { readonly [rule: string]: DeleteRule } = {
  protect: 'protect',
  cascade: 'cascade',
  'set null': 'set null',
}

/** Reads MikroORM's discovered metadata of one connection. `about` says what the declaration of each entity adds. */
export function readRegistryMetas(
  metadata: readonly EntityMetadata[],
  platform: Platform,
  about: (entity: string) => {
    module: string
    options: RegistryOptions
    deleteRules: ReadonlyMap<string, string>
  },
): Map<string, RegistryMeta> {
  const metas = new Map<string, RegistryMeta>()
  for (const entity of metadata) {
    const { module, options } = about(entity.className)
    metas.set(entity.className, new RegistryMeta(entity.className, module, entity.tableName, options))
  }
  for (const entity of metadata) {
    const meta = metas.get(entity.className) as RegistryMeta
    for (const property of entity.props)
      addProperty(meta, property, platform, metas, about(entity.className).deleteRules)
  }
  for (const meta of metas.values()) {
    for (const relation of meta.relations.values()) {
      if (relation.kind === 'toOne') relation.target.dependants.push({ meta, relation })
    }
  }
  return metas
}

function addProperty(
  meta: RegistryMeta,
  property: EntityProperty,
  platform: Platform,
  metas: ReadonlyMap<string, RegistryMeta>,
  rules: ReadonlyMap<string, string>,
): void {
  const target = property.targetMeta && metas.get(property.targetMeta.className)
  if (property.kind === ReferenceKind.SCALAR) {
    meta.columns.set(property.name, columnMeta(property, property.name, platform))
  } else if (target && isOwner(property)) {
    const idColumn = columnMeta(property, `${property.name}Id`, platform)
    meta.columns.set(idColumn.property, idColumn)
    meta.relations.set(property.name, {
      kind: 'toOne',
      name: property.name,
      idColumn,
      target,
      onDelete: deleteRules[rules.get(property.name) ?? 'protect'] ?? 'protect',
    })
  } else if (target && property.kind === ReferenceKind.MANY_TO_MANY) {
    const link = metas.get(property.pivotEntity ? classNameOf(property.pivotEntity) : '')
    if (!link) throw new TypeError(`${meta.name}.${property.name} names no link entity`)
    meta.relations.set(property.name, {
      kind: 'through',
      name: property.name,
      target,
      link,
      ownColumn: property.joinColumns[0] as string,
      targetColumn: property.inverseJoinColumns[0] as string,
    })
  } else if (target) {
    const owning = property.targetMeta?.properties[property.mappedBy as never]
    meta.relations.set(property.name, {
      kind: 'toMany',
      name: property.name,
      target,
      foreignColumn: owning?.fieldNames[0] as string,
    })
  }
}

function isOwner(property: EntityProperty): boolean {
  return (
    property.kind === ReferenceKind.MANY_TO_ONE ||
    (property.kind === ReferenceKind.ONE_TO_ONE && property.owner)
  )
}

function classNameOf(entity: unknown): string {
  if (typeof entity === 'function') return entity.name
  return String((entity as { meta?: { className?: string } }).meta?.className ?? entity)
}

const isDeclared = (option: unknown): boolean => option !== undefined && option !== false

const textTypes = new Set(['string', 'text'])

function columnMeta(property: EntityProperty, name: string, platform: Platform): ColumnMeta {
  const type = property.customType
  const scalar = property.kind === ReferenceKind.SCALAR
  const isBoolean = property.runtimeType === 'boolean'
  const initial =
    property.onCreate ??
    (scalar && property.default !== undefined && property.default !== null
      ? () => property.default
      : undefined)
  return {
    property: name,
    column: property.fieldNames[0] as string,
    primary: property.primary === true,
    nullable: property.nullable === true,
    unique: isDeclared(property.unique),
    indexed: property.primary === true || isDeclared(property.unique) || isDeclared(property.index),
    isText: scalar && textTypes.has(property.type) && !type?.constructor.name.includes('Json'),
    isJson: type?.constructor.name === 'DjangoJson',
    isBoolean,
    isTimestamp: property.runtimeType === 'Timestamp',
    isDuration: type?.constructor.name === 'DurationType',
    length: property.length,
    hasSqlDefault: property.default !== undefined || property.defaultRaw !== undefined,
    makeDefault: initial as (() => unknown) | undefined,
    databaseType: property.columnTypes[0] ?? 'text',
    toDatabase: type ? (value) => type.convertToDatabaseValue(value, platform) : (value) => value ?? null,
    // MikroORM's type of floats makes 0 of null.
    fromDatabase: type
      ? (value) => (value === null ? null : type.convertToJSValue(value, platform))
      : (value) => value,
  }
}
