import { defineCommand } from '../../command/command.ts'
import type { View } from '../../output/view.ts'

export const migrateCheckCommand = defineCommand({
  summary: 'Compare the database with the migrations of core and modules; changes nothing',
  maturity: 'stable',
  examples: ['lamin migrate check', 'lamin migrate check --json'],
  args: {},
  async run(_args, { setup }) {
    const { checkInstanceMigrations } = await import('@lamindb/setup')
    const check = await checkInstanceMigrations(setup)
    return { json: check, text: (view) => render(check, view) }
  },
})

type Check = Awaited<ReturnType<typeof import('@lamindb/setup').checkInstanceMigrations>>

function render({ slug, pending, adoptable, unknown, level }: Check, { style }: View): string {
  const lines = [
    ...list('to run', pending),
    ...list('done by Python already; `lamin migrate deploy` records them', adoptable),
    ...list('of other modules', unknown),
  ]
  const verdict =
    level.state === 'current' && pending.length === 0
      ? `${style.good('✓')} the database of ${slug} is up to date`
      : `${style.warning('!')} the database of ${slug} is not up to date; to bring it up, run: lamin migrate deploy`
  const higher =
    level.state === 'higher'
      ? [`${style.warning('!')} a newer release has migrated module '${level.app}'`]
      : []
  return [verdict, ...higher, ...lines].join('\n')
}

function list(title: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${title}:`, ...names.map((name) => `  ${name}`)]
}
