import { InvalidArgument } from '../errors.ts'

/** Asks the person at the terminal, where there is one. */
export interface Prompt {
  confirm(question: string): Promise<boolean>
  choose(question: string, choices: readonly string[]): Promise<number | undefined>
  /** False where nobody answers: questions with a safe answer are then not asked. */
  readonly isInteractive?: boolean
}

/** For programs: questions that nobody can answer are errors. */
export const noPrompt: Prompt = {
  isInteractive: false,
  confirm: async (question) => {
    throw new InvalidArgument(`Nobody can answer: ${question}`, {
      hint: 'Say what you want in the call, or pass a prompt.',
    })
  },
  choose: async (question) => {
    throw new InvalidArgument(`Nobody can answer: ${question}`, {
      hint: 'Say what you want in the call, or pass a prompt.',
    })
  },
}
