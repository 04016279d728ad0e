import { flag } from '../command/arguments.ts'
import { defineCommand, type CommandOutput } from '../command/command.ts'
import type { CommandContext } from '../command/command-context.ts'

export const disconnectCommand = defineCommand({
  summary: 'Forget the current instance; its data stays',
  maturity: 'stable',
  examples: ['lamin disconnect', 'lamin disconnect --here'],
  args: { here: flag('take this directory away from its instance') },
  run: ({ here }, context) => (here ? fromDirectory(context) : fromUser(context)),
})

async function fromDirectory({ setup }: CommandContext): Promise<CommandOutput> {
  const { disconnectHere } = await import('@lamindb/setup')
  const done = await disconnectHere(setup)
  if (done === undefined) return nothing('No directory from here upwards belongs to an instance.')
  return {
    json: done,
    text: ({ style }) => `${style.good('✓')} disconnected ${done.directory} from ${done.slug}`,
  }
}

async function fromUser({ setup }: CommandContext): Promise<CommandOutput> {
  const { disconnect } = await import('@lamindb/setup')
  const done = await disconnect(setup)
  if (done === undefined) return nothing('No instance is connected.')
  const { slug, remaining } = done
  const rest = remaining === undefined ? '' : `\n${still[remaining]}`
  return {
    json: { slug, remaining: remaining ?? null },
    text: ({ style }) => `${style.good('✓')} disconnected ${slug}${rest}`,
  }
}

const still = {
  variable: 'LAMIN_CURRENT_INSTANCE still chooses an instance here.',
  marker: 'This directory still chooses an instance; to change that, run: lamin disconnect --here',
  global: 'The settings of this user still choose an instance.',
}

function nothing(message: string): CommandOutput {
  return { json: null, text: () => message }
}
