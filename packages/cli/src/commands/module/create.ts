import { resolve } from 'node:path'

import { option, positional } from '../../command/arguments.ts'
import { defineCommand } from '../../command/command.ts'
import { snakeCaseKeys } from '../../output/snake-case-keys.ts'

export const moduleCreateCommand = defineCommand({
  summary: 'Write a package with a module of your own, ready to be tested',
  description:
    'It has one registry with links to artifacts, a migration for both databases, types, a README and a test.',
  maturity: 'stable',
  examples: [
    'lamin module create lab_samples',
    'lamin module create lab_donors --registry Donor --dir ./packages/donors',
  ],
  args: {
    name: positional('name of the module: lower-case letters, digits and underscores'),
    dir: option('PATH', 'folder to write into (default: ./NAME)'),
    registry: option('NAME', 'class of its registry (default: Sample)'),
  },
  async run({ name, dir, registry }, { workingDirectory }) {
    const { createModule } = await import('@lamindb/module-generator')
    const folder = resolve(workingDirectory, dir ?? name)
    const created = await createModule({ module: name, registry, folder })
    return {
      json: snakeCaseKeys(created),
      text: ({ style }) =>
        [
          `${style.good('✓')} wrote module ${created.module} into ${created.folder}`,
          ...created.files.map((file) => `  ${file}`),
          '',
          'Next:',
          `  cd ${dir ?? name} && npm install && npm test`,
        ].join('\n'),
    }
  },
})
