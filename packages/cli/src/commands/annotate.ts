import type { Instance, RegistryRecord, RelatedSet } from '@lamindb/core'

import { option, options } from '../command/arguments.ts'
import { defineCommand } from '../command/command.ts'
import { CannotAnnotate, UsageError } from '../errors.ts'
import { parseFeatures, readFeatureValues } from '../records/feature-values.ts'
import { findByNameOrUid } from '../records/find-by-name-or-uid.ts'
import { findRecord } from '../records/find-record.ts'
import type { AnyRegistry } from '../records/find-registry.ts'
import { recordArguments } from '../records/record-arguments.ts'

export const annotateCommand = defineCommand({
  summary: 'Add labels, projects, records and values of features to a record, or set its version',
  maturity: 'stable',
  examples: [
    'lamin annotate --key raw/cells.csv --ulabel raw --project atlas',
    'lamin annotate --key raw/cells.csv --features temperature=21.6 --features cell_type="T cell","B cell"',
    'lamin annotate transform --key analysis.ts --version 1.0',
  ],
  args: {
    ...recordArguments,
    project: options('PROJECT', 'project to link, by name or uid; may be repeated'),
    ulabel: options('ULABEL', 'label to link, by name or uid; may be repeated'),
    record: options('RECORD', 'record to link, by name or uid; may be repeated'),
    features: options('NAME=VALUE', 'value of a feature, several separated by commas; may be repeated'),
    version: option('TAG', 'version tag to set'),
  },
  async run({ project, ulabel, record: names, features, version, ...request }, { open }) {
    const wanted = [
      { registry: 'Project', relation: 'projects', names: project },
      { registry: 'ULabel', relation: 'ulabels', names: ulabel },
      { registry: 'Record', relation: 'records', names },
    ].filter((one) => one.names.length > 0)
    const texts = parseFeatures(features)
    if (wanted.length === 0 && texts.size === 0 && version === undefined)
      throw new UsageError(
        'Pass what to annotate with: --project, --ulabel, --record, --features or --version.',
      )
    const { db, registry, record } = await findRecord(open, request)
    checkRelations(registry, [
      ...wanted.map(({ relation }) => relation),
      ...(texts.size === 0 ? [] : ['features']),
      ...(version === undefined ? [] : ['version']),
    ])
    // Everything is looked up before anything is written.
    const links = await Promise.all(wanted.map((one) => findLinks(db, one)))
    const values = await readFeatureValues(db, texts)
    for (const { relation, records } of links) await relatedSet(record, relation).add(...records)
    if (texts.size > 0) await featuresOf(record).addValues(values)
    if (version !== undefined) await record.set({ versionTag: version } as object).save()
    const columns = record.toJSON()
    const label = String(columns['key'] ?? columns['description'] ?? columns['name'] ?? columns['uid'])
    return {
      json: columns,
      text: ({ style }) => `${style.good('✓')} annotated ${registry.meta.entityName.toLowerCase()}: ${label}`,
    }
  },
})

/** Registries whose records have values of features. */
const withFeatures: ReadonlySet<string> = new Set(['Artifact', 'Record', 'Run'])

/** @throws {@link CannotAnnotate} for what records of the registry do not have */
function checkRelations({ meta }: AnyRegistry, wanted: readonly string[]): void {
  for (const relation of wanted) {
    const has =
      relation === 'features'
        ? withFeatures.has(meta.name)
        : relation === 'version'
          ? meta.isVersioned
          : meta.relations.has(relation)
    if (!has) throw new CannotAnnotate(meta.entityName, relation)
  }
}

interface Link {
  readonly relation: string
  readonly records: readonly RegistryRecord[]
}

async function findLinks(
  db: Instance,
  wanted: { readonly registry: string; readonly relation: string; readonly names: readonly string[] },
): Promise<Link> {
  const found = await Promise.all(
    wanted.names.map((name) => findByNameOrUid<RegistryRecord>(db, wanted.registry, name)),
  )
  return { relation: wanted.relation, records: found.filter((one) => one !== undefined) }
}

function relatedSet(record: RegistryRecord, relation: string): RelatedSet<RegistryRecord> {
  return (record as unknown as { readonly [name: string]: RelatedSet<RegistryRecord> })[
    relation
  ] as RelatedSet<RegistryRecord>
}

interface FeatureValues {
  addValues(values: { readonly [feature: string]: unknown }): Promise<void>
}

function featuresOf(record: RegistryRecord): FeatureValues {
  return (record as unknown as { readonly features: FeatureValues }).features
}
