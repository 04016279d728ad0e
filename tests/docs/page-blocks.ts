/** A fenced block of a Markdown page. */
export interface PageBlock {
  /** First word after the fence: `ts`, `sh`, `text`, … */
  readonly language: string
  /** Second word: the file that the block is the content of, where it is one. */
  readonly file: string | undefined
  readonly text: string
  /** Line of the page on which the text begins, counted from 1. */
  readonly line: number
  /** Whether nothing but blank lines parts it from the block above it. */
  readonly follows: boolean
}

const fenced = /^```(?<language>\S+)(?:[ \t]+(?<file>\S+))?[ \t]*\n(?<text>[\s\S]*?)^```[ \t]*$/gm

/** The fenced blocks of a page, in order. */
export function blocksOf(page: string): PageBlock[] {
  let end = -1
  return [...page.matchAll(fenced)].map(({ 0: whole, index, groups = {} }) => {
    const follows = end >= 0 && page.slice(end, index).trim() === ''
    end = index + whole.length
    return {
      language: groups['language'] as string,
      file: groups['file'],
      text: groups['text'] as string,
      line: page.slice(0, index).split('\n').length + 1,
      follows,
    }
  })
}
