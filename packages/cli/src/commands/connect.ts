import { flag, option, positional } from '../command/arguments.ts'
import { defineCommand } from '../command/command.ts'

export const connectCommand = defineCommand({
  summary: 'Choose the instance to work with',
  maturity: 'stable',
  examples: ['lamin connect anonymous/mydata', 'lamin connect mydata --here'],
  args: {
    instance: positional('owner/name, or the name of one of your own'),
    here: flag('only in this directory and below'),
    db: option('URL', 'Postgres URL to use in place of the one in the settings'),
    force: flag('choose a database that a newer release has migrated, to read only'),
  },
  async run({ instance, here, db, force }, { setup }) {
    const { selectInstance } = await import('@lamindb/setup')
    const { slug, devDir } = await selectInstance(setup, instance, {
      here,
      force,
      ...(db === undefined ? {} : { db }),
    })
    const place = here ? ` to ${devDir}` : ''
    return {
      json: { slug, dev_dir: devDir ?? null },
      text: ({ style }) => `${style.good('✓')} connected database ${slug}${place}`,
    }
  },
})
