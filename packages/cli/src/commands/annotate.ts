import type { Instance, RegistryRecord, RelatedSet } from '@lamindb/core'

import { option, options } from '../command/arguments.ts'
import { defineCommand } from '../command/command.ts'
import { CannotAnnotate, UsageError } from '../errors.ts'
import { parseFeatures, readFeatureValues } from '../records/feature-values.ts'
import { findByNameOrUid } from '../records/find-by-name-or-uid.ts'
import { findRecord } from '../records/find-record.ts'
import type { AnyRegistry } from '../records/find-registry.ts'
import { addNote, hasNotes, readNotes } from '../records/notes.ts'
import { recordArguments } from '../records/record-arguments.ts'

export const annotateCommand = defineCommand({
  summary:
    'Add labels, projects, records, values of features, a readme or a comment to a record, or set its version',
  maturity: 'stable',
  examples: [
    'lamin annotate --key raw/cells.csv --ulabel raw --project atlas',
    'lamin annotate --key raw/cells.csv --features temperature=21.6 --features cell_type="T cell","B cell"',
    'lamin annotate transform --key analysis.ts --version 1.0',
    'lamin annotate ulabel --name raw --readme README.md',
    'lamin annotate --key raw/cells.csv --comment "Counted twice"',
  ],
  args: {
    ...recordArguments,
    project: options('PROJECT', 'project to link, by name or uid; may be repeated'),
    ulabel: options('ULABEL', 'label to link, by name or uid; may be repeated'),
    record: options('RECORD', 'record to link, by name or uid; may be repeated'),
    features: options('NAME=VALUE', 'value of a feature, several separated by commas; may be repeated'),
    version: option('TAG', 'version tag to set'),
    readme: option('PATH', 'text file that becomes the readme, or a new version of it'),
    comment: option('TEXT', 'comment to add'),
  },
  async run(args, { open, workingDirectory }) {
    const { project, ulabel, record: names, features, version, readme, comment, ...request } = args
    const wanted = [
      { registry: 'Project', relation: 'projects', names: project },
      { registry: 'ULabel', relation: 'ulabels', names: ulabel },
      { registry: 'Record', relation: 'records', names },
    ].filter((one) => one.names.length > 0)
    const texts = parseFeatures(features)
    const isAsked = [version, readme, comment].some((one) => one !== undefined)
    if (wanted.length === 0 && texts.size === 0 && !isAsked)
      throw new UsageError(
        'Pass what to annotate with: --project, --ulabel, --record, --features, --version, --readme or --comment.',
      )
    if (version?.trim() === '') throw new UsageError('--version is empty. Nothing was changed.')
    const notes = await readNotes({ readme, comment }, workingDirectory)
    const { db, registry, record } = await findRecord(open, request)
    checkRelations(registry, [
      ...wanted.map(({ relation }) => relation),
      ...(texts.size === 0 ? [] : ['features']),
      ...(version === undefined ? [] : ['version']),
      ...notes.map(({ kind }) => kind),
    ])
    // Everything is looked up before anything is written.
    const links = await Promise.all(wanted.map((one) => findLinks(db, one)))
    const values = await readFeatureValues(db, texts)
    for (const { relation, records } of links) await relatedSet(record, relation).add(...records)
    if (texts.size > 0) await featuresOf(record).addValues(values)
    if (version !== undefined) await record.set({ versionTag: version } as object).save()
    for (const note of notes) await addNote(registry, record, note)
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
function checkRelations(registry: AnyRegistry, wanted: readonly string[]): void {
  for (const relation of wanted)
    if (!has(registry, relation)) throw new CannotAnnotate(registry.meta.entityName, relation)
}

function has(registry: AnyRegistry, what: string): boolean {
  const { meta } = registry
  if (what === 'features') return withFeatures.has(meta.name)
  if (what === 'version') return meta.isVersioned
  if (what === 'readme' || what === 'comment') return hasNotes(registry)
  // Labels that belong to a label as their type are no labels of it.
  return meta.relations.get(what)?.kind === 'through'
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
