import type { Instance, RegistryRecord } from '@lamindb/core'
import type { KnownInstance, SetupContext } from '@lamindb/setup'

import { count, optionalPositional, options } from '../command/arguments.ts'
import { defineCommand, type CommandOutput } from '../command/command.ts'
import type { View } from '../output/view.ts'
import { findRegistry, type AnyRegistry } from '../records/find-registry.ts'
import { parseFilter } from '../records/parse-filter.ts'
import { formatRecords } from '../records/record-table.ts'

const defaultLimit = 20

export const listCommand = defineCommand({
  summary: 'List the records of a registry, or the instances that this machine knows',
  description:
    'Registries are named as in artifact, ulabel or bionty.celltype; the newest records come first. Conditions are written as in Python, relations included, and hold together.',
  maturity: 'stable',
  examples: [
    'lamin list',
    'lamin list artifact --limit 5',
    "lamin list artifact --filter 'size__gt=1000' --filter suffix=.csv",
    'lamin list ulabel --filter name__icontains=raw --json',
    'lamin list bionty.celltype --filter parents__name=lymphocyte',
  ],
  args: {
    registry: optionalPositional('registry; without it, the known instances'),
    limit: count('N', `most records to show (default: ${defaultLimit})`),
    filter: options('CONDITION', 'field=value or field__lookup=value; may be repeated'),
  },
  async run({ registry, limit, filter }, { setup, open }) {
    const conditions = filter.map(parseFilter)
    if (registry === undefined) return listInstances(setup)
    return listRecords(await open(), registry, conditions, limit ?? defaultLimit)
  },
})

async function listInstances(setup: SetupContext): Promise<CommandOutput> {
  const { listKnownInstances, modulesOf, slugOf } = await import('@lamindb/setup')
  const [known, currentSlug] = await Promise.all([listKnownInstances(setup), currentSlugIn(setup)])
  const instances = known.map((settings) => ({
    slug: slugOf(settings),
    current: slugOf(settings) === currentSlug,
    storage: settings.storageRoot,
    database: databaseOf(settings),
    modules: modulesOf(settings),
  }))
  return { json: instances, text: (view) => renderInstances(instances, view) }
}

/** A settings file that cannot be read has had its warning, and hides no other instance. */
async function currentSlugIn(setup: SetupContext): Promise<string | undefined> {
  const { findCurrentInstance, SettingsEnvFileOutdated, slugOf } = await import('@lamindb/setup')
  try {
    const current = await findCurrentInstance(setup)
    return current === undefined ? undefined : slugOf(current.settings)
  } catch (error) {
    if (error instanceof SettingsEnvFileOutdated) return undefined
    throw error
  }
}

const databaseOf = ({ db }: KnownInstance): 'sqlite' | 'postgresql' => (db === null ? 'sqlite' : 'postgresql')

interface ListedInstance {
  readonly slug: string
  readonly current: boolean
  readonly storage: string
  readonly database: string
  readonly modules: readonly string[]
}

function renderInstances(instances: readonly ListedInstance[], view: View): string {
  if (instances.length === 0) return 'This machine knows no instance. To create one, run: lamin init'
  const rows = instances.map(({ slug, current, storage, database, modules }) => [
    current ? '*' : '',
    slug,
    storage,
    database,
    modules.join(', '),
  ])
  const titles = ['', 'instance', 'storage', 'database', 'modules'].map((title) => ({ title }))
  return view.table(titles, rows)
}

async function listRecords(
  db: Instance,
  word: string,
  lookups: readonly (readonly [string, string])[],
  limit: number,
): Promise<CommandOutput> {
  const { conditionFromLookups } = await import('@lamindb/core')
  const registry = findRegistry(db, word)
  const { meta } = registry
  const where = conditionFromLookups(meta, lookups)
  const set = registry.filter(hideRunArtifacts(registry, where))
  const [records, total] = await Promise.all([set.orderBy('-id').limit(limit).all(), set.count()])
  return {
    json: records.map((record) => record.toJSON()),
    text: (view) => renderRecords(registry, records, total, view),
  }
}

/** Logs and environments of runs are artifacts that nobody looks for, unless the condition is about kinds. */
function hideRunArtifacts({ meta }: AnyRegistry, where: object): object {
  if (meta.name !== 'Artifact' || 'kind' in where) return where
  const isOrdinary = { $or: [{ kind: null }, { $not: { kind: { $startsWith: '__lamindb' } } }] }
  return { $and: [where, isOrdinary] }
}

function renderRecords(
  { meta }: AnyRegistry,
  records: readonly RegistryRecord[],
  total: number,
  view: View,
): string {
  if (records.length === 0) return `No ${meta.entityName} was found.`
  const rest = total > records.length ? [view.style.faint(`${records.length} of ${total}`)] : []
  return [formatRecords(meta, records, view), ...rest].join('\n')
}
