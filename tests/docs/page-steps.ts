import { checkedStatements } from './checked-statements.ts'
import type { PageBlock } from './page-blocks.ts'

/** What a reader of a page does, one thing after the other. */
export type PageStep =
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  | { readonly kind: 'program'; readonly path: string; readonly text: string; readonly output: string }
  | { readonly kind: 'commands'; readonly text: string; readonly output: string | undefined }

/** Whoever opens an instance begins anew. */
const beginsProgram = /^import \{[^}]*\b(?:init|connect|createTestInstance)\b[^}]*\} from '/m

interface OpenProgram {
  readonly blocks: PageBlock[]
  output: string
}

/**
 * The steps that the blocks of a page are. Blocks of TypeScript that follow each other are one program, until one imports
 * what opens an instance, or commands come between. A block of text right below another block says what that prints.
 */
export function stepsOf(blocks: readonly PageBlock[]): PageStep[] {
  const steps: PageStep[] = []
  let program: OpenProgram | undefined
  const finish = (): void => {
    if (program) steps.push(programStep(program, steps.filter(({ kind }) => kind === 'program').length))
    program = undefined
  }
  for (const [index, block] of blocks.entries()) {
    const { language, file, text } = block
    if (file !== undefined) {
      finish()
      steps.push({ kind: 'file', path: file, text })
    } else if (language === 'ts') {
      if (beginsProgram.test(text)) finish()
      program ??= { blocks: [], output: '' }
      program.blocks.push(block)
    } else if (language === 'sh') {
      finish()
      const next = blocks[index + 1]
      const output = next && isOutput(next) ? next.text : undefined
      steps.push({ kind: 'commands', text, output })
    } else if (isOutput(block) && program) program.output += text
  }
  finish()
  return steps
}

const isOutput = ({ language, file, follows }: PageBlock): boolean =>
  follows && file === undefined && (language === 'text' || language === 'json')

/** Each line of a program stands on the line of the page that it comes from, so that errors name lines of the page. */
function programStep({ blocks, output }: OpenProgram, index: number): PageStep {
  const lines = ["import { leaveReached, same } from './same.ts'; leaveReached(); export {}"]
  for (const { line, text } of blocks) {
    while (lines.length < line - 1) lines.push('')
    lines.push(...checkedStatements(text.trimEnd().split('\n'), line))
  }
  return { kind: 'program', path: `program-${index + 1}.ts`, text: `${lines.join('\n')}\n`, output }
}
