import { InvalidArgument, ValidationError } from '../errors.ts'
import type { Feature } from '../registries/feature.ts'
import type { Draft } from '../registry/draft.ts'
import type { FieldName } from '../registry/field-name.ts'
import { QuerySet } from '../registry/query-set.ts'
import type { RegistryRecord } from '../registry/record.ts'
import type { LookupOf } from '../registry/search/lookup/lookup-options.ts'
import type { ComponentCurator } from './component-curator.ts'
import { publicLookup, type PublicLookup } from './public-lookup.ts'
import { replaceSynonyms } from './replace-synonyms.ts'
import { formatValues } from './vectors/format-values.ts'
import type { LabelVector } from './vectors/label-vector.ts'

/** The categorical columns of a table: what in them names no record, and what to do about it. */
export class CatManager {
  readonly #curator: ComponentCurator
  #checked: readonly LabelVector[] | undefined

  constructor(curator: ComponentCurator) {
    this.#curator = curator
  }

  /** @internal Takes the vectors of a check. */
  note(vectors: readonly LabelVector[]): void {
    this.#checked = vectors
  }

  /**
   * Values that name no record, by column; `index` for the row labels. Before `validate()` and `inspect()`, of the columns
   * that were standardized or added from.
   *
   * @throws {@link ValidationError} before anything was looked up
   */
  get nonValidated(): { readonly [key: string]: readonly (string | number | bigint)[] } {
    if (!this.#checked) throw new ValidationError('Please run validate() first!')
    const entries = this.#checked
      .filter(({ key, nonValidated = [] }) => key !== 'columns' && nonValidated.length > 0)
      .map(({ key, nonValidated = [] }) => [key, nonValidated] as const)
    return Object.fromEntries(entries)
  }

  /** The categorical features. */
  async categoricals(): Promise<Feature[]> {
    const { vectors } = await this.#curator.prepare()
    return [...vectors.values()].flatMap(({ feature, key }) => (feature && key !== 'index' ? [feature] : []))
  }

  /**
   * Replaces synonyms and differing case in a column by the names of the records.
   *
   * @param key - name of the column, `columns` for the names of the columns, `index` for the row labels, `all` for every
   * one but the names of the columns
   * @throws {@link InvalidArgument} for another key, and for data that lie in an artifact
   */
  async standardize(key: string): Promise<void> {
    if (key === 'all') return this.#standardizeAll()
    const vector = await this.#looked(key)
    const { synonyms } = vector
    if (synonyms.size === 0) return
    await this.#curator.replaceTable(await replaceSynonyms(await this.#curator.table(), key, synonyms))
    vector.forgetSynonyms()
    const pairs = [...synonyms].map(([value, name]) => `"${value}" → "${name}"`)
    const s = synonyms.size === 1 ? '' : 's'
    this.#curator.instance.logger.success(
      `standardized ${synonyms.size} synonym${s} in "${key}": ${formatValues(pairs, '')}`,
    )
  }

  /**
   * Makes a record of each value of a column that names none.
   *
   * @param key - name of the column, `all` for all of them
   * @param fields - further fields of the records of one column
   * @throws {@link ValidationError} while there are synonyms to be replaced
   * @throws {@link InvalidArgument} for a key that is no categorical column
   */
  async addNewFrom(key: string, fields: { readonly [field: string]: unknown } = {}): Promise<void> {
    if (key === 'all') return this.#addNewFromAll(fields)
    const vector = await this.#looked(key)
    const { logger } = this.#curator.instance
    if (vector.synonyms.size > 0)
      throw new ValidationError('Please run `.standardize()` before adding new values.')
    const values = vector.nonValidated ?? []
    const [component] = vector.components
    if (values.length === 0 || !component) return
    const { meta, column, type, organism } = component
    const registry = meta.registry as unknown as { create(fields: object): Draft<RegistryRecord> }
    const drafts = values.map((value) =>
      registry.create({
        [column.property]: value,
        ...(meta.name === 'Feature' && { dtype: 'cat[ULabel]' }),
        ...(type && { type }),
        ...(organism && meta.relations.has('organism') && { organism }),
        ...fields,
      }),
    )
    await this.#curator.instance.save(drafts)
    vector.forgetNonValidated()
    const s = values.length === 1 ? '' : 's'
    logger.success(
      `added ${values.length} record${s} with ${meta.entityName} for "${key}": ${formatValues(values)}`,
    )
  }

  /** The records that each categorical column may name, by properties made from what the data hold. */
  async lookup(): Promise<{ readonly [key: string]: LookupOf<RegistryRecord, object> }> {
    const { vectors } = await this.#curator.prepare()
    const lookups: { [key: string]: LookupOf<RegistryRecord, object> } = {}
    for (const [key, { components }] of vectors) {
      const [component] = components
      if (!component) continue
      const { scope, column } = component
      const records = new QuerySet<RegistryRecord>(scope.registry, scope.plan)
      lookups[key] = await records.lookup(column.property as FieldName<RegistryRecord>)
    }
    return lookups
  }

  /** The terms of public sources that each categorical column may name, for the registries that have public sources. */
  async lookupPublic(): Promise<{ readonly [key: string]: PublicLookup }> {
    const { vectors } = await this.#curator.prepare()
    const lookups: { [key: string]: PublicLookup } = {}
    for (const [key, { components }] of vectors) {
      const [component] = components
      const lookup = component && (await publicLookup(this.#curator.instance, component))
      if (lookup) lookups[key] = lookup
    }
    return lookups
  }

  async #standardizeAll(): Promise<void> {
    const { vectors } = await this.#curator.prepare()
    for (const key of vectors.keys()) if (key !== 'columns') await this.standardize(key)
  }

  async #addNewFromAll(fields: object): Promise<void> {
    if (Object.keys(fields).length > 0)
      throw new InvalidArgument('Further fields are those of the records of one column: pass its name.')
    const { vectors } = await this.#curator.prepare()
    for (const key of vectors.keys()) if (key !== 'columns') await this.addNewFrom(key)
  }

  /** The vector of a key, looked up if it was not yet. */
  async #looked(key: string): Promise<LabelVector> {
    const { vectors } = await this.#curator.prepare()
    const vector = vectors.get(key)
    if (!vector) {
      throw new InvalidArgument(`'${key}' is no categorical column of the table.`, {
        hint: `There are: ${[...vectors.keys()].join(', ')}.`,
      })
    }
    if (vector.nonValidated === undefined) await this.#curator.lookUp(vector)
    this.#checked ??= [...vectors.values()]
    return vector
  }

  toString(): string {
    const slot = this.#curator.slot === undefined ? '' : `slot: ${this.#curator.slot}, `
    const count = (this.#checked ?? []).filter(({ feature }) => feature).length
    const features = count > 0 ? `categorical_features=${count}, ` : ''
    return `DataFrameCatManager(${features}${slot}${this.#curator.isValidated ? 'validated' : 'unvalidated'})`
  }
}
