import type { Prompt } from '../instance/prompt.ts'

/** Answers questions from a list, and remembers them; a question without an answer is an error. */
export class ScriptedPrompt implements Prompt {
  readonly asked: string[] = []
  readonly #answers: (boolean | number)[]

  constructor(...answers: (boolean | number)[]) {
    this.#answers = answers
  }

  async confirm(question: string): Promise<boolean> {
    return this.#next(question) === true
  }

  async choose(question: string): Promise<number | undefined> {
    const answer = this.#next(question)
    return typeof answer === 'number' ? answer : undefined
  }

  #next(question: string): boolean | number {
    this.asked.push(question)
    const answer = this.#answers.shift()
    if (answer === undefined) throw new Error(`The script has no answer to: ${question}`)
    return answer
  }
}
