import type { RegistryRecord, RelatedSet } from '@lamindb/core'

import { option, options } from '../command/arguments.ts'
import { defineCommand } from '../command/command.ts'
import { CannotAnnotate, UsageError } from '../errors.ts'
import { findByNameOrUid } from '../records/find-by-name-or-uid.ts'
import { findRecord } from '../records/find-record.ts'
import { recordArguments } from '../records/record-arguments.ts'

export const annotateCommand = defineCommand({
  summary: 'Link labels, projects and records to a record, or set its version',
  maturity: 'stable',
  examples: [
    'lamin annotate --key raw/cells.csv --ulabel raw --project atlas',
    'lamin annotate transform --key analysis.ts --version 1.0',
  ],
  args: {
    ...recordArguments,
    project: options('PROJECT', 'project to link, by name or uid; may be repeated'),
    ulabel: options('ULABEL', 'label to link, by name or uid; may be repeated'),
    record: options('RECORD', 'record to link, by name or uid; may be repeated'),
    version: option('TAG', 'version tag to set'),
  },
  async run({ project, ulabel, record: records, version, ...request }, { open }) {
    const wanted = [
      { registry: 'Project', relation: 'projects', names: project },
      { registry: 'ULabel', relation: 'ulabels', names: ulabel },
      { registry: 'Record', relation: 'records', names: records },
    ].filter(({ names }) => names.length > 0)
    if (wanted.length === 0 && version === undefined)
      throw new UsageError('Pass what to annotate with: --project, --ulabel, --record or --version.')
    const { db, registry, record } = await findRecord(open, request)
    const { meta } = registry
    for (const { relation } of wanted)
      if (!meta.relations.has(relation)) throw new CannotAnnotate(meta.entityName, relation)
    if (version !== undefined && !meta.isVersioned) throw new CannotAnnotate(meta.entityName, 'version')
    // Everything is looked up before anything is linked.
    const links = []
    for (const { registry: target, relation, names } of wanted) {
      const found = await Promise.all(names.map((name) => findByNameOrUid<RegistryRecord>(db, target, name)))
      links.push({ relation, records: found.filter((one) => one !== undefined) })
    }
    for (const link of links) await relatedSet(record, link.relation).add(...link.records)
    if (version !== undefined) await record.set({ versionTag: version } as object).save()
    const label = `${meta.entityName.toLowerCase()}: ${String(record.toJSON()['key'] ?? record.toJSON()['name'] ?? record.toJSON()['uid'])}`
    return { json: record.toJSON(), text: ({ style }) => `${style.good('✓')} annotated ${label}` }
  },
})

function relatedSet(record: RegistryRecord, relation: string): RelatedSet<RegistryRecord> {
  return (record as unknown as { readonly [name: string]: RelatedSet<RegistryRecord> })[
    relation
  ] as RelatedSet<RegistryRecord>
}
