import type { SetupInfo } from '@lamindb/setup'

import { defineCommand } from '../command/command.ts'
import { snakeCaseKeys } from '../output/snake-case-keys.ts'
import type { View } from '../output/view.ts'

export const infoCommand = defineCommand({
  summary: 'Show the current instance and the settings',
  maturity: 'stable',
  examples: ['lamin info', 'lamin info --json'],
  args: {},
  async run(_args, { setup }) {
    const { loadSetupInfo } = await import('@lamindb/setup')
    const info = await loadSetupInfo(setup)
    return {
      json: snakeCaseKeys({ ...info, instance: info.instance ?? null }),
      text: (view) => renderInfo(info, view),
    }
  },
})

function renderInfo(info: SetupInfo, { style }: View): string {
  const { instance } = info
  const heading = (text: string, value: string) => `${style.heading(text)} ${value}`
  const about = instance === undefined ? [] : instanceLines(instance, style.heading)
  return [
    heading('Instance:', instance?.slug ?? 'None'),
    ...about,
    style.heading('Settings:'),
    ` - modules: ${info.modules.join(', ') || '""'}`,
    ` - cache: ${info.cacheDirectory}`,
    ` - user settings: ${info.settingsDirectory}`,
    ` - system settings: ${info.systemSettingsDirectory}`,
    heading('User:', info.user),
  ].join('\n')
}

function instanceLines(
  instance: NonNullable<SetupInfo['instance']>,
  heading: (text: string) => string,
): readonly string[] {
  const region = instance.storageRegion === null ? '' : ` (${instance.storageRegion})`
  return [
    ` - branch: ${instance.branch}`,
    ` - space: ${instance.space}`,
    ` - dev-dir: ${instance.devDir ?? 'None'}`,
    heading('Details:'),
    ` - storage: ${instance.storageRoot}${region}`,
    ` - db: ${instance.databaseUrl}`,
    ` - modules: ${instance.modules.join(', ') || '""'}`,
    ` - git_repo: ${instance.gitRepo ?? 'None'}`,
  ]
}
