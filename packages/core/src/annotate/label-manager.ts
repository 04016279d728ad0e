import { InvalidArgument, ValidationError } from '../errors.ts'
import { isCategoricalDtype } from '../identity/dtype/simple-dtypes.ts'
import type { LabelManager } from '../registries/annotation.ts'
import type { Feature } from '../registries/feature.ts'
import { Lazy } from '../registry/lazy.ts'
import { addLinks } from '../registry/links.ts'
import type { QuerySet } from '../registry/query-set.ts'
import { isNew, metaOf } from '../registry/record-state.ts'
import { RegistryRecord } from '../registry/record.ts'
import type { RegistryMeta } from '../registry/registry-meta.ts'
import { copyLabels } from './copy-labels.ts'
import { dictionaryCheckOf } from './dictionary-check.ts'
import { featureRecords, labelsOfFeature, registriesOf } from './feature-value.ts'
import { datasetFeatures, hostOf, type Host } from './host-values.ts'
import { linkLabels } from './link-labels.ts'
import type { LinkedRecord } from './linked-record.ts'
import { plainRelation } from './plain-relation.ts'

type Label = RegistryRecord | string

/** Labels of an artifact. */
export class HostLabels implements LabelManager {
  readonly #record: RegistryRecord

  constructor(record: RegistryRecord) {
    this.#record = record
  }

  async add(
    labels: Label | readonly Label[],
    { feature }: { readonly feature?: Feature } = {},
  ): Promise<void> {
    const host = hostOf(this.#record)
    if (isNew(this.#record))
      throw new InvalidArgument('Please save the artifact/collection before adding a label!')
    const list = Array.isArray(labels) ? (labels as readonly Label[]) : [labels as Label]
    if (list.length === 0) return
    if (feature) await checkFeature(feature)
    const records = await labelRecords(host, list, feature)
    if (feature) await this.#linkTo(host, records, feature)
    else await this.#link(host, records)
  }

  get(feature: Feature): QuerySet<RegistryRecord> | Lazy<RegistryRecord[]> {
    if (!isCategoricalDtype(feature.dtype ?? ''))
      throw new InvalidArgument(`${feature.name} does not have linked labels`, {
        hint: 'Read its values by features.getValues().',
      })
    const host = hostOf(this.#record)
    const [meta, ...more] = registriesOf(host, feature)
    if (meta && more.length === 0) return labelsOfFeature(host, meta, feature)
    return new Lazy(() => featureRecords(host, feature))
  }

  async addFrom(other: RegistryRecord): Promise<void> {
    const { instance } = hostOf(this.#record)
    if (isNew(this.#record) || isNew(other))
      throw new InvalidArgument('Please save the artifact/collection before adding a label!')
    if (metaOf(other).registry.instance !== instance)
      throw new InvalidArgument('Labels are copied from records of the same instance.', {
        hint: 'Save the record into this instance first.',
      })
    await instance.transaction((trx) => copyLabels(other, this.#record, trx))
  }

  async #linkTo(host: Host, records: readonly LinkedRecord[], feature: Feature): Promise<void> {
    const groups = [...Map.groupBy(records, ({ meta }) => meta)]
    for (const [meta] of groups) checkRegistry(feature, meta)
    const linked = new Set(
      (await featureRecords(host, feature)).map((record) => keyOf(metaOf(record), record.id)),
    )
    if (records.every(({ meta, id }) => linked.has(keyOf(meta, id)))) return
    if ((await datasetFeatures(host)).has(feature.id)) {
      throw new ValidationError(
        'Cannot manually annotate a feature measured *within* the dataset. Please use a Curator.',
      )
    }
    await host.instance.transaction(async (trx) => {
      for (const [meta, group] of groups) {
        const ids = group.map(({ id }) => id)
        await linkLabels(this.#record, { featureId: feature.id, meta, ids }, trx)
      }
    })
  }

  async #link(host: Host, records: readonly LinkedRecord[]): Promise<void> {
    const groups = [...Map.groupBy(records, ({ meta }) => meta)].map(
      ([meta, group]) => [plainRelation(host.meta, meta), group.map(({ id }) => id)] as const,
    )
    await host.instance.transaction(async (trx) => {
      for (const [relation, ids] of groups) await addLinks(trx, relation, this.#record.id, ids, {})
    })
  }
}

const keyOf = ({ entityName }: RegistryMeta, id: number): string => `${entityName} ${id}`

async function checkFeature(feature: Feature): Promise<void> {
  if (!(feature instanceof RegistryRecord) || metaOf(feature).name !== 'Feature')
    throw new InvalidArgument('feature has to be of type Feature')
  if (isNew(feature)) {
    throw new ValidationError(
      `Feature not validated. If it looks correct: ln.Feature(name='${feature.name}', dtype='${feature.dtype ?? ''}').save()`,
    )
  }
}

/** Records as they are, names by the dtype of the feature. */
async function labelRecords(
  host: Host,
  labels: readonly Label[],
  feature: Feature | undefined,
): Promise<LinkedRecord[]> {
  const names = labels.filter((label) => typeof label === 'string')
  for (const label of labels) {
    if (label instanceof RegistryRecord && isNew(label))
      throw new ValidationError(`${label.toString()} not validated. If it looks correct: record.save()`)
  }
  if (names.length > 0 && !feature)
    throw new InvalidArgument('Please pass a feature with labels that are names, or pass records.')
  if (names.length > 0 && feature && !isCategoricalDtype(feature.dtype ?? ''))
    throw new InvalidArgument(
      `Please pass a record (a \`SQLRecord\` object), not a string, e.g., via: label = ln.Record(name='${names[0]}')`,
    )
  const named = names.length > 0 && feature ? await namedRecords(host, names, feature) : undefined
  return labels.flatMap((label) =>
    typeof label === 'string' ? (named?.get(label) ?? []) : [{ meta: metaOf(label), id: label.id }],
  )
}

async function namedRecords(
  { instance }: Host,
  names: readonly string[],
  feature: Feature,
): Promise<ReadonlyMap<unknown, readonly LinkedRecord[]> | undefined> {
  const request = {
    rows: [{ [feature.name]: [...names] }],
    schema: undefined,
    members: [feature],
    index: undefined,
  }
  return (await dictionaryCheckOf(instance).check(request)).get(feature.name)
}

function checkRegistry(feature: Feature, { entityName }: RegistryMeta): void {
  const dtype = feature.dtype ?? ''
  if (dtype.includes(entityName)) return
  if (!isCategoricalDtype(dtype)) {
    throw new ValidationError(
      `Feature ${feature.name} needs a categorical dtype for label annotation, currently has dtype='${dtype}'`,
    )
  }
  const extended = `${dtype.replace(/\]+$/, '')}|${entityName}]`
  throw new ValidationError(
    `Label type ${entityName} is not valid for Feature(name='${feature.name}', dtype='${dtype}'), consider a feature with dtype='${extended}'`,
  )
}
