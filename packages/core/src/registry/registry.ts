import type { Table } from 'apache-arrow'

import { InvalidArgument } from '../errors.ts'
import type { CurateStatics } from './can-curate/curate-statics.ts'
import type { CurationInput } from './can-curate/curation-types.ts'
import type { CurationValues } from './can-curate/curation-values.ts'
import type { DraftList } from './can-curate/draft-list.ts'
import {
  addSynonym,
  removeSynonym,
  setAbbr,
  type AddSynonymOptions,
  type HasAbbr,
  type HasSynonyms,
  type SynonymOptions,
} from './can-curate/record-synonyms.ts'
import type { DataFrameOptions } from './data-frame/data-frame-options.ts'
import { describeRegistry } from './describe-registry.ts'
import { Draft } from './draft.ts'
import { QuerySet } from './query-set.ts'
import type { EntityDefinition } from './define-entity.ts'
import { queryChildren, queryParents, type DescendOptions, type HasParents } from './hierarchy.ts'
import { RegistryRecord, type BoundRegistry, type RegistryClass } from './record.ts'
import type { Fields, RecordFields, Where } from './record-types.ts'
import { RegistryField } from './registry-field.ts'
import type { RegistryOptions } from './registry-options.ts'
import type { SearchResult } from './search/search-result.ts'
import type { SearchStatics } from './search/search-statics.ts'
import { TypeSettings, type HasTypeSettings } from './type-settings.ts'

/** A registry class of any kind, for the types of static methods. */
export type AnyRegistry = abstract new (...args: never[]) => RegistryRecord

/** What every registry class offers, `db.ULabel.filter(…)` and the like. */
export interface RegistryStatics extends CurateStatics, SearchStatics {
  readonly schema: EntityDefinition
  readonly options: RegistryOptions

  /** Records on the default branches (the current one and `main`) that meet the condition. */
  filter<C extends AnyRegistry>(this: C, where?: Where<InstanceType<C>>): QuerySet<InstanceType<C>>

  /**
   * One record: by id, by uid or its beginning, or by condition.
   *
   * @throws {@link DoesNotExist} @throws {@link MultipleResultsFound}
   */
  get<C extends AnyRegistry>(this: C, key: string | number | Where<InstanceType<C>>): Promise<InstanceType<C>>

  /** All records on all branches, trash and archive included. */
  all<C extends AnyRegistry>(this: C): QuerySet<InstanceType<C>>

  /**
   * A new record, or the existing one of that name where the registry goes by names. Await it for the unsaved record or
   * call `save()` on it.
   *
   * @throws {@link FieldValidationError} for unknown fields and missing required ones
   */
  create<C extends AnyRegistry>(this: C, fields: Fields<InstanceType<C>>): Draft<InstanceType<C>>

  /**
   * A column of this registry as a thing of its own: what a dtype or the members of a schema refer to.
   *
   * @example db.bionty.Gene.field('ensemblGeneId')
   * @throws {@link FieldError} for a name that is no column
   */
  field<C extends AnyRegistry>(this: C, name: keyof Fields<InstanceType<C>> & string): RegistryField

  /**
   * The fields of the registry in words: those with plain values, relations, relations of other modules. Nothing is read.
   *
   * @example console.log(db.Artifact.describe())
   */
  describe(): string

  /** Records on the default branches as an Arrow table, the last 20 of them by default. See {@link QuerySet.toDataFrame}. */
  toDataFrame<C extends AnyRegistry>(this: C, options?: DataFrameOptions<InstanceType<C>>): Promise<Table>
}

abstract class RegistryBase extends RegistryRecord {
  static schema: EntityDefinition
  static options: RegistryOptions

  static [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `[registry ${this.name}]`
  }

  static filter(this: unknown, where: object = {}): QuerySet<RegistryRecord> {
    return new QuerySet<RegistryRecord>(bound(this)).filter(where)
  }
  static get(this: unknown, key: string | number | object): Promise<RegistryRecord> {
    return new QuerySet<RegistryRecord>(bound(this)).get(key)
  }
  static all(this: unknown): QuerySet<RegistryRecord> {
    return new QuerySet<RegistryRecord>(bound(this))
  }
  static create(this: unknown, fields: object): Draft<RegistryRecord> {
    return new Draft(bound(this), fields)
  }
  static field(this: unknown, name: string): RegistryField {
    return new RegistryField(bound(this), name)
  }
  static describe(this: unknown): string {
    return describeRegistry(bound(this).meta)
  }
  static search(this: unknown, text: string, options?: object): SearchResult<RegistryRecord> {
    return new QuerySet<RegistryRecord>(bound(this)).search(text, options)
  }
  static lookup(this: unknown, field?: never, options?: object): Promise<unknown> {
    return new QuerySet<RegistryRecord>(bound(this)).lookup(field, options)
  }
  static toDataFrame(this: unknown, options?: object): Promise<Table> {
    return rows(this).toDataFrame(options)
  }
  static validate(this: unknown, values: CurationInput, options?: object): Promise<unknown> {
    return rows(this).validate(values, options)
  }
  static inspect(this: unknown, values: CurationInput, options?: object): Promise<unknown> {
    return rows(this).inspect(values, options)
  }
  static standardize(this: unknown, values: CurationInput, options?: object): Promise<unknown> {
    return rows(this).standardize(values, options)
  }
  static fromValues(this: unknown, values: CurationValues, options?: object): DraftList<RegistryRecord> {
    return rows(this).fromValues(values, options)
  }

  addSynonym(synonym: string | readonly string[], options?: AddSynonymOptions): Promise<void> {
    return addSynonym(this, synonym, options)
  }
  removeSynonym(synonym: string | readonly string[], options?: SynonymOptions): Promise<void> {
    return removeSynonym(this, synonym, options)
  }
  setAbbr(abbr: string): Promise<void> {
    return setAbbr(this, abbr)
  }
  queryParents(options?: DescendOptions): QuerySet<this> {
    return queryParents(this, options)
  }
  queryChildren(options?: DescendOptions): QuerySet<this> {
    return queryChildren(this, options)
  }
}

/** The records of a registry on the default branches. */
const rows = (registry: unknown): QuerySet<RegistryRecord> =>
  new QuerySet<RegistryRecord>(bound(registry)).filter({})

/**
 * The class of an opened instance.
 *
 * @throws InvalidArgument for a class as it stands in its package: it belongs to no instance
 */
export function bound<R extends RegistryRecord>(registry: unknown): BoundRegistry<R> {
  const candidate = registry as Partial<BoundRegistry<R>> & { readonly name: string }
  if (candidate.instance) return candidate as BoundRegistry<R>
  throw new InvalidArgument(`'${candidate.name}' belongs to no instance.`, {
    hint: `Use db.${candidate.name} of an opened instance, or db.registry(${candidate.name}).`,
  })
}

/** What records can do with their synonyms, where they have such columns. */
export type SynonymMethods<Properties> = Properties extends { readonly synonyms: unknown }
  ? HasSynonyms & (Properties extends { readonly abbr: unknown } ? HasAbbr : unknown)
  : unknown

/** What records can be asked for where they have parents. */
export type ParentMethods<Properties> = 'parents' extends keyof Properties ? HasParents : unknown

/** What records can say where they may be types of others. */
export type TypeMethods<Properties> = 'isType' extends keyof Properties ? HasTypeSettings : unknown

const typeSettings = {
  configurable: true,
  get(this: RegistryRecord): TypeSettings {
    return new TypeSettings(this)
  },
}

/**
 * The base class of a registry: fields inferred from its entity schema, and what every registry can do.
 *
 * @example class Donor extends registry(DonorEntity, { nameField: 'name' }) {}
 */
export function registry<Properties extends object>(
  schema: { readonly properties: Properties },
  options: RegistryOptions = {},
): (new () => RegistryRecord &
  RecordFields<Properties> &
  SynonymMethods<Properties> &
  ParentMethods<Properties> &
  TypeMethods<Properties>) &
  RegistryStatics {
  const base = class extends RegistryBase {
    static override schema = schema as unknown as EntityDefinition
    static override options = options
  }
  if ('isType' in schema.properties) Object.defineProperty(base.prototype, 'settings', typeSettings)
  return base as never
}

export type { RegistryClass }
