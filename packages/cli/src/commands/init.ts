import type { InitializedInstance } from '@lamindb/setup'

import { option } from '../command/arguments.ts'
import { defineCommand } from '../command/command.ts'
import type { View } from '../output/view.ts'

export const initCommand = defineCommand({
  summary: 'Create an instance, and work with it in this directory',
  description:
    'Without --db, the database is a SQLite file inside the storage location. An instance that exists already is connected to.',
  maturity: 'stable',
  examples: [
    'lamin init',
    'lamin init --storage ./mydata --modules bionty',
    'lamin init --name lab --storage ./lab-storage',
  ],
  args: {
    storage: option('PATH', 'folder or URL of the storage location (default: ./storage)'),
    name: option('NAME', 'name of the instance (default: from database, storage or directory)'),
    db: option('URL', 'Postgres database: postgresql://user:password@host:port/database'),
    modules: option('NAMES', 'modules, separated by commas'),
  },
  async run(options, { setup }) {
    const { init } = await import('@lamindb/setup')
    const result = await init(setup, options)
    return { json: await toJson(result), text: (view) => renderInit(result, view) }
  },
})

async function toJson({ settings, state, devDir }: InitializedInstance): Promise<object> {
  const { modulesOf, slugOf } = await import('@lamindb/setup')
  return {
    slug: slugOf(settings),
    state,
    storage: settings.storageRoot,
    modules: modulesOf(settings),
    dev_dir: devDir ?? null,
  }
}

function renderInit({ settings, state, devDir }: InitializedInstance, { style }: View): string {
  const slug = `${settings.owner}/${settings.name}`
  const done = state === 'created' ? 'initialized' : 'connected'
  const place = devDir === undefined ? '' : ` in ${devDir}`
  return `${style.good('✓')} ${done} database ${slug}${place}`
}
