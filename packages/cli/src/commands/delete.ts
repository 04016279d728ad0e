import { flag, option, positional } from '../command/arguments.ts'
import type { CommandContext } from '../command/command-context.ts'
import { defineCommand, type CommandOutput } from '../command/command.ts'
import { snakeCaseKeys } from '../output/snake-case-keys.ts'
import { findRecord, type RecordRequest } from '../records/find-record.ts'

export const deleteCommand = defineCommand({
  summary: 'Move a record to the trash, delete it for good, or delete an instance',
  description:
    'A word that is no registry means an instance: its SQLite file and settings are deleted, a Postgres database stays.',
  maturity: 'stable',
  examples: [
    'lamin delete artifact --key raw/cells.csv',
    'lamin delete ulabel --name raw --permanent --yes',
    'lamin delete anonymous/mydata --yes',
  ],
  args: {
    entity: positional('registry, address of a record, or an instance as owner/name'),
    uid: option('UID', 'uid of the record, or its first characters'),
    key: option('KEY', 'key of an artifact, transform or collection'),
    name: option('NAME', 'name of a record of another registry'),
    permanent: flag('delete for good, with the stored object of an artifact'),
    force: flag('do not ask', '--yes'),
  },
  run: ({ permanent, force, ...request }, context) =>
    isRecord(request)
      ? deleteRecord(request, { permanent, force }, context)
      : deleteInstance(request.entity, force, context),
})

interface DeleteFlags {
  readonly permanent: boolean
  readonly force: boolean
}

/** Registries that one may forget to name a record of; any other word without a record is an instance. */
const registries: ReadonlySet<string> = new Set([
  'artifact',
  'branch',
  'collection',
  'feature',
  'project',
  'record',
  'run',
  'schema',
  'space',
  'transform',
  'ulabel',
])

function isRecord({ entity, uid, key, name }: RecordRequest & { readonly entity: string }): boolean {
  const isNamed = [uid, key, name].some((one) => one !== undefined)
  const isAddress = /^https?:\/\/([^/]+\/){4}[^/]/.test(entity)
  return isNamed || isAddress || registries.has(entity.toLowerCase())
}

async function deleteRecord(
  request: RecordRequest,
  { permanent, force }: DeleteFlags,
  { open, prompt }: CommandContext,
): Promise<CommandOutput> {
  const { record, registry } = await findRecord(open, request)
  const { meta } = registry
  const columns = record.toJSON()
  const nameColumn = meta.columns.get(meta.nameField)?.column ?? 'uid'
  const label = `${meta.name} ${String(columns[nameColumn] ?? columns['uid'] ?? record.id)}`
  const isTrashed = columns['branch_id'] === -1
  const forGood = permanent || isTrashed || !meta.branchAware || meta.name === 'Branch'
  if (forGood && !force && !(await prompt.confirm(`Delete ${label} for good?`))) return declined(label)
  await record.delete({ permanent: forGood })
  const result = { registry: meta.entityName, uid: columns['uid'] ?? null, permanent: forGood, deleted: true }
  const done = forGood ? `deleted ${label}` : `moved ${label} to the trash`
  return { json: result, text: ({ style }) => `${style.good('✓')} ${done}` }
}

function declined(label: string): CommandOutput {
  return { json: { deleted: false }, text: () => `${label} was not deleted.` }
}

async function deleteInstance(
  identifier: string,
  force: boolean,
  { setup }: CommandContext,
): Promise<CommandOutput> {
  const setupPackage = await import('@lamindb/setup')
  const result = await setupPackage.deleteInstance(setup, identifier, { force })
  if (!result.deleted) return declined(`instance ${result.slug}`)
  const place = result.removedRoot ? ' with its storage location' : `; files stay in ${result.storageRoot}`
  return {
    json: snakeCaseKeys(result),
    text: ({ style }) => `${style.good('✓')} deleted instance ${result.slug}${place}`,
  }
}
