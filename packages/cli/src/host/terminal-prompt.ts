import type { Prompt } from '@lamindb/core'

import type { CliHost } from './cli-host.ts'

/** Asks the person at the terminal. */
export function createTerminalPrompt({ ask }: Pick<CliHost, 'ask'>): Prompt {
  return {
    confirm: async (question) => {
      if (ask === undefined) throw await nobodyToAsk(question)
      return isYes(await ask(`${question} (y/n) `))
    },
    choose: async (question, choices) => {
      if (ask === undefined) throw await nobodyToAsk(question)
      const listed = choices.map((choice, index) => `  ${index + 1}: ${choice}`)
      const answer = await ask(`${[question, ...listed].join('\n')}\nNumber: `)
      const chosen = Number(answer.trim()) - 1
      return choices[chosen] === undefined ? undefined : chosen
    },
  }
}

/** Anything but `y` and `yes` means no. */
export function isYes(answer: string): boolean {
  return ['y', 'yes'].includes(answer.trim().toLowerCase())
}

async function nobodyToAsk(question: string): Promise<Error> {
  const { NobodyToAsk } = await import('../errors.ts')
  return new NobodyToAsk(question)
}
