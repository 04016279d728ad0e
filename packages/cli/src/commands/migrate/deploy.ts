import { defineCommand } from '../../command/command.ts'

export const migrateDeployCommand = defineCommand({
  summary: 'Bring the database to the level of core and modules, in one transaction',
  maturity: 'stable',
  examples: ['lamin migrate deploy'],
  args: {},
  async run(_args, { setup, signal, progress }) {
    const { deployInstanceMigrations } = await import('@lamindb/setup')
    const deployment = await deployInstanceMigrations(setup, undefined, {
      signal,
      onProgress: ({ migration, done, total }) => progress.update({ label: migration, done, total }),
    })
    const { slug, applied, adopted } = deployment
    return {
      json: deployment,
      text: ({ style }) =>
        [
          applied.length + adopted.length === 0
            ? `${style.good('✓')} the database of ${slug} was up to date already`
            : `${style.good('✓')} migrated the database of ${slug}`,
          ...applied.map((name) => `  ran ${name}`),
          ...adopted.map((name) => `  recorded ${name}, which Python had done`),
        ].join('\n'),
    }
  },
})
