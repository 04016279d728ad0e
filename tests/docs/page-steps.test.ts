import { describe, expect, it } from 'vitest'

import { checkedStatements } from './checked-statements.ts'
import { blocksOf } from './page-blocks.ts'
import { stepsOf } from './page-steps.ts'
import { same } from './same.ts'

const fence = '```'

describe('blocks of a page', () => {
  it('have a language, perhaps a file, and a line', () => {
    const page = `# Title\n\n${fence}ts\nconst a = 1\n${fence}\n\n${fence}obo cl.obo\nid: x\n${fence}\n\nThen\n\n${fence}text\nx\n${fence}\n`
    expect(blocksOf(page)).toEqual([
      { language: 'ts', file: undefined, text: 'const a = 1\n', line: 4, follows: false },
      { language: 'obo', file: 'cl.obo', text: 'id: x\n', line: 8, follows: true },
      { language: 'text', file: undefined, text: 'x\n', line: 14, follows: false },
    ])
  })
})

describe('steps of a page', () => {
  const block = (language: string, text: string, file?: string) => ({
    language,
    text,
    file,
    line: 3,
    follows: true,
  })

  it('are files, programs and commands in order, with what they print', () => {
    const steps = stepsOf([
      block('obo', 'x', 'cl.obo'),
      block('ts', "import 'a'\n"),
      block('ts', 'b()\n'),
      block('text', 'printed\n'),
      block('sh', 'npx lamin info\n'),
      block('text', 'shown\n'),
      block('ts', 'c()\n'),
    ])
    expect(steps.map(({ kind }) => kind)).toEqual(['file', 'program', 'commands', 'program'])
    expect(steps[1]).toMatchObject({ output: 'printed\n', text: expect.stringContaining('b()') as string })
    expect(steps[2]).toMatchObject({ output: 'shown\n' })
  })

  it('begin a new program where an instance is opened anew', () => {
    const opening = "import { connect } from 'lamindb'\n"
    const steps = stepsOf([block('ts', opening), block('ts', "import 'b'\n"), block('ts', opening)])
    expect(steps.map((step) => step.kind === 'program' && step.path)).toEqual([
      'program-1.ts',
      'program-2.ts',
    ])
  })

  it('keep the lines of the page', () => {
    const [step] = stepsOf([{ language: 'ts', file: undefined, text: 'x()\n', line: 7, follows: false }])
    expect(step?.text.split('\n')[6]).toBe('x()')
  })
})

describe('values in comments', () => {
  it('become assertions on the line where they stand', () => {
    expect(checkedStatements(['await set.count() // 3', 'f(1) // a remark'], 7)).toEqual([
      'same(7, await set.count(), 3)',
      'f(1) // a remark',
    ])
  })

  it('belong to the whole statement', () => {
    const lines = ['await db.Artifact', "  .filter({ key: 'https://a' })", '  .count() // 2']
    expect(checkedStatements(lines, 1)).toEqual([
      'same(3, await db.Artifact',
      "  .filter({ key: 'https://a' })",
      '  .count(), 2)',
    ])
  })

  it('of a constant are those that it holds', () => {
    expect(checkedStatements(['const n = f({', '  a: 1,', '}) // [1]'], 1)).toEqual([
      'const n = f({',
      '  a: 1,',
      '}); same(3, n, [1])',
    ])
  })

  it('in the middle of a statement are remarks', () => {
    const lines = ['f({', '  a: 1, // 2 of them', '})']
    expect(checkedStatements(lines, 1)).toEqual(lines)
  })
})

describe('same', () => {
  it('compares what values hold, whatever their class', () => {
    class Pair {
      readonly a = 1
    }
    same(1, new Pair(), { a: 1 })
    same(2, new Map([['a', [1n]]]), { a: [1n] })
    expect(() => same(3, [1], [2])).toThrow('Line 3 claims [ 2 ], the program has [ 1 ].')
    expect(() => same(4, undefined, 0)).toThrow('the program has undefined')
  })
})
