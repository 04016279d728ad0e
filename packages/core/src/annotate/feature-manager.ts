import type { DatabaseTransaction } from '../database/database.ts'
import { InvalidArgument, ValidationError } from '../errors.ts'
import { isCategoricalDtype, listItemDtype } from '../identity/dtype/simple-dtypes.ts'
import type { FeatureManager, ValuesOfFeatures } from '../registries/annotation.ts'
import { describeFeatures } from '../registries/describe/describe-record.ts'
import type { Feature } from '../registries/feature.ts'
import type { Record } from '../registries/record.ts'
import type { Schema } from '../registries/schema.ts'
import type { DescribeOptions } from '../registry/describe-options.ts'
import { hydrate } from '../registry/hydrate.ts'
import { Lazy } from '../registry/lazy.ts'
import { fieldOf, isNew, metaOf } from '../registry/record-state.ts'
import { RegistryRecord, type BoundRegistry } from '../registry/record.ts'
import { currentValues } from './current-values.ts'
import { featuresByName, ownFeature } from './feature-keys.ts'
import { featureValue } from './feature-value.ts'
import { datasetFeatures, externalSchema, hostOf, sheetSchema, type Host } from './host-values.ts'
import { prepareValues } from './prepare-values.ts'
import { readValues, type StoredValues } from './read-values.ts'
import { deleteValues, linkedFeatureIds, type RemovedValue } from './remove-values.ts'
import { externalFeatures, featuresById, replaceExternal, writeIndex } from './replace-external.ts'
import { writeValues } from './write-values.ts'

/** Values of features of an artifact, a run or a record. */
export class HostFeatures implements FeatureManager {
  readonly #record: RegistryRecord

  constructor(record: RegistryRecord) {
    this.#record = record
  }

  async addValues(given: ValuesOfFeatures, options: { readonly schema?: Schema } = {}): Promise<void> {
    const host = this.#host()
    if (await externalSchema(host))
      throw new InvalidArgument('Cannot add values if artifact has external schema.')
    if (isEmptyInput(given) && !options.schema && !(await sheetSchema(host))) return
    const { values } = await prepareValues(this.#record, given, { action: 'add', schema: options.schema })
    await this.#write((trx) => writeValues(this.#record, values, trx))
  }

  async setValues(given: ValuesOfFeatures): Promise<void> {
    const host = this.#host()
    await this.#refuseDatasetFeatures(host, given)
    const schema = await externalSchema(host)
    const prepared = await prepareValues(this.#record, given, { action: 'set', schema })
    await this.#write((trx) => replaceExternal(this.#record, prepared, trx))
  }

  async updateValues(given: ValuesOfFeatures, options: { readonly schema?: Schema } = {}): Promise<void> {
    if (isEmptyInput(given)) return
    const host = this.#host()
    await this.#refuseDatasetFeatures(host, given)
    const schema = (await externalSchema(host)) ?? options.schema
    const current = (members: readonly Feature[]): Promise<{ [feature: string]: unknown }> =>
      currentValues(this.#record, members)
    const { values, indexValue } = await prepareValues(this.#record, given, {
      action: 'update',
      schema,
      current,
    })
    await this.#write(async (trx) => {
      const features = values.map(({ feature }) => feature)
      await deleteValues(this.#record, features, trx)
      await writeValues(this.#record, values, trx, true)
      if (indexValue !== undefined) await writeIndex(this.#record, indexValue, trx)
    })
  }

  async removeValues(
    features?: string | Feature | readonly (string | Feature)[],
    { value }: { readonly value?: unknown } = {},
  ): Promise<void> {
    const host = this.#host()
    if (await externalSchema(host))
      throw new InvalidArgument('Cannot remove values if artifact has external schema.')
    const resolved = features === undefined ? await externalFeatures(host) : await this.#named(host, features)
    const inDataset = await datasetFeatures(host)
    if (resolved.some(({ id }) => inDataset.has(id)))
      throw new InvalidArgument('Cannot remove values for dataset features.')
    const kept = await this.#indexUid(host)
    const removable = resolved.filter(({ uid }) => uid !== kept)
    const only = removable.map((feature) => [feature, removedValue(host, feature, value)] as const)
    await this.#write(async (trx) => {
      for (const [feature, one] of only) {
        const removed = await deleteValues(this.#record, [feature], trx, one)
        if (removed.get(feature.id) === 0 && features !== undefined) this.#warn(host, feature, value)
      }
    })
  }

  async getValues({ externalOnly = false }: { readonly externalOnly?: boolean } = {}): Promise<{
    [feature: string]: unknown
  }> {
    if (isNew(this.#record)) return {}
    const host = this.#host()
    const inDataset = externalOnly ? new Set((await datasetFeatures(host)).values()) : new Set<string>()
    const values: { [feature: string]: unknown } = {}
    for (const stored of await this.#valuesByName()) {
      if (!inDataset.has(stored.name)) values[stored.name] = shownValue(stored)
    }
    return host.kind === 'Record' ? this.#withSheetValues(host, values) : values
  }

  async get(name: string): Promise<unknown> {
    return featureValue(this.#host(), name)
  }

  describe(options: DescribeOptions = {}): Promise<string> {
    return describeFeatures(this.#record, options)
  }

  get slots(): Lazy<Map<string, Schema>> {
    return new Lazy(async () => {
      const { instance, kind, record } = this.#host()
      if (kind !== 'Artifact') return new Map()
      const registry = instance.registryNamed('Schema') as BoundRegistry<Schema>
      const rows = await instance.queries
        .selectFrom('lamindb_artifactschema as link')
        .innerJoin('lamindb_schema as schema', 'schema.id', 'link.schema_id')
        .where('link.artifact_id', '=', record.id)
        .orderBy('link.id')
        .selectAll('schema')
        .select('link.slot as link_slot')
        .execute()
      return new Map(rows.map(({ link_slot, ...row }) => [String(link_slot), hydrate(registry, row)]))
    })
  }

  /** Features of one name and dtype, which differ by their types, have their values together. */
  async #valuesByName(): Promise<StoredValues[]> {
    const groups = Map.groupBy(await readValues(this.#record), ({ name, dtype }) => `${dtype} ${name}`)
    return [...groups.values()].map((group) => ({
      ...(group[0] as StoredValues),
      values: group.flatMap(({ values }) => values),
    }))
  }

  #host(): Host {
    return hostOf(this.#record)
  }

  /** @throws InvalidArgument for a record without a row, to which nothing can be linked */
  async #write(change: (transaction: DatabaseTransaction) => Promise<void>): Promise<void> {
    const { instance, kind } = this.#host()
    if (isNew(this.#record))
      throw new InvalidArgument(`The ${kind} is not saved: save() it before giving it values of features.`)
    await instance.transaction(change)
  }

  /** Features that are named, those that this record has values of before others. */
  async #named(host: Host, features: string | Feature | readonly (string | Feature)[]): Promise<Feature[]> {
    const list = (Array.isArray(features) ? features : [features]) as readonly (string | Feature)[]
    const linked = await featuresById(host, await linkedFeatureIds(host))
    const resolved: Feature[] = []
    for (const one of list) {
      if (one instanceof RegistryRecord) resolved.push(await ownFeature(host.instance, one))
      else {
        const own = linked.filter(({ name }) => name === one)
        resolved.push(...(own.length > 0 ? own : await featuresByName(host.instance, [one], {})))
      }
    }
    return resolved
  }

  async #indexUid(host: Host): Promise<string | undefined> {
    return (await sheetSchema(host))?.indexUid
  }

  async #refuseDatasetFeatures(host: Host, given: ValuesOfFeatures): Promise<void> {
    const inDataset = await datasetFeatures(host)
    if (inDataset.size === 0) return
    const names = new Set(inDataset.values())
    const keys = given instanceof Map ? [...given.keys()] : Object.keys(given)
    const isOfDataset = (key: unknown): boolean =>
      typeof key === 'string' ? names.has(key) : inDataset.has((key as Feature).id)
    if (!keys.some(isOfDataset)) return
    throw new ValidationError(
      'Cannot manually annotate a feature measured *within* the dataset. Please use a Curator.',
    )
  }

  #warn({ instance, kind, record }: Host, feature: Feature, value: unknown): void {
    const which = value === undefined ? '' : `with value '${String(value)}' `
    instance.logger.warning(
      `no feature '${feature.name}' ${which}found on ${kind.toLowerCase()} '${String(fieldOf(record, 'uid'))}'!`,
    )
  }

  /** Rows of sheets: the index is the name of the record, and required features without value are empty. */
  async #withSheetValues(
    host: Host,
    values: { [feature: string]: unknown },
  ): Promise<{ [feature: string]: unknown }> {
    const schema = await sheetSchema(host)
    if (!schema) return values
    const index = await schema.index
    const { name } = host.record as Record
    if (index && name !== null) values[index.name] = name
    const optional = new Set(schema.optionals.getUids())
    for (const feature of (await schema.members) as Feature[]) {
      const isRequired = schema.minimalSet && !optional.has(feature.uid) && feature.uid !== index?.uid
      if (!isRequired || feature.nullable === false || Object.hasOwn(values, feature.name)) continue
      values[feature.name] = emptyValue(feature.dtype ?? '')
    }
    return values
  }
}

const isEmptyInput = (given: ValuesOfFeatures): boolean =>
  given instanceof Map ? given.size === 0 : Object.keys(given).length === 0

function emptyValue(dtype: string): unknown {
  if (listItemDtype(dtype) !== undefined) return []
  return dtype === 'dict' ? {} : null
}

/** One value as itself, several as a set; lists and dictionaries as they are. */
function shownValue({ values, dtype, isCategorical }: StoredValues): unknown {
  if (listItemDtype(dtype) !== undefined)
    return isCategorical || values.length > 1 ? values.flat() : values[0]
  if (values.length === 1) return values[0]
  return dtype === 'dict' ? values : new Set(values)
}

function removedValue(host: Host, feature: Feature, value: unknown): RemovedValue {
  if (value === undefined) return {}
  if (!isCategoricalDtype(feature.dtype ?? '')) return { value }
  if (host.kind === 'Record') throw new InvalidArgument('Only artifacts support passing a value.')
  if (value instanceof RegistryRecord) return { record: { meta: metaOf(value), id: value.id } }
  throw new InvalidArgument(
    `Expected a record for removing categorical feature value, got ${String(value)} of type ${typeof value}`,
  )
}
