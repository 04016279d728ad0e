import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { freshDatabaseUrl } from '../postgres/fresh-database-url.ts'
import { blocksOf } from './page-blocks.ts'
import { stepsOf, type PageStep } from './page-steps.ts'
import { PageWorkspace, type ProgramResult } from './page-workspace.ts'

const root = join(import.meta.dirname, '..', '..')

/** Decisions and figures show code to talk about it, not to run it. */
const others = /^docs\/(?:adr\/|dependencies\.md|performance\.md|errors\.md)/

/** What pages write where readers have a server of their own. */
const exampleDatabase = 'postgresql://lamin:secret@localhost:5432/lab'

/** Files that pages name without showing them, and where they come from. */
const given: readonly (readonly [name: string, from: string])[] = [
  ['examples/data/cells.csv', 'examples/data/cells.csv'],
  ['examples/data/immune-cells.obo', 'examples/data/immune-cells.obo'],
  ['cells.csv', 'examples/data/cells.csv'],
  ['cl.obo', 'examples/data/immune-cells.obo'],
  ['sample.fasta', 'tests/docs/sample.fasta'],
]

/** Commands on the repository itself, which a page's reader runs once. */
const ofRepository = /^npm /m

const files = await readdir(join(root, 'docs'), { recursive: true })
const folders = await readdir(join(root, 'packages'))
const paths = [
  'README.md',
  ...folders.map((folder) => `packages/${folder}/README.md`).filter((path) => existsSync(join(root, path))),
  ...files.map((file) => `docs/${file}`).filter((path) => path.endsWith('.md') && !others.test(path)),
].sort()

/** For pages that begin with `connect()`: the instance that their reader has. */
const instanceThere: PageStep = {
  kind: 'commands',
  text: 'npx lamin init --storage ./mydata --modules bionty',
  output: undefined,
}

function opensWhatIsThere(steps: readonly PageStep[]): boolean {
  const opening = steps.find(({ text }) => /\b(?:init|connect)\b/.test(text))
  return opening !== undefined && !/\binit\b/.test(opening.text)
}

interface Page {
  readonly path: string
  /** Name of its folder in the workspace. */
  readonly name: string
  readonly steps: readonly PageStep[]
}

const pages: Page[] = await Promise.all(
  paths.map(async (path) => {
    const text = await readFile(join(root, path), 'utf8')
    const steps = stepsOf(blocksOf(text)).filter(
      (step) => step.kind !== 'commands' || !ofRepository.test(step.text),
    )
    const name = path.replace(/\.md$/, '').replaceAll('/', '-')
    return { path, name, steps: opensWhatIsThere(steps) ? [instanceThere, ...steps] : steps }
  }),
)

let workspace: PageWorkspace
const prepared = new Map<string, readonly PageStep[]>()

beforeAll(async () => {
  workspace = await PageWorkspace.create()
  for (const { name, steps } of pages) {
    const ready = await withDatabase(steps)
    prepared.set(name, ready)
    await workspace.add(name)
    for (const [file, from] of given)
      await workspace.write(name, file, await readFile(join(root, from), 'utf8'))
  }
})

afterAll(() => workspace[Symbol.asyncDispose]())

/** The same steps with an empty database of the test's own server. */
async function withDatabase(steps: readonly PageStep[]): Promise<readonly PageStep[]> {
  if (!steps.some(({ text }) => text.includes(exampleDatabase))) return steps
  const url = await freshDatabaseUrl()
  return steps.map((step) => ({ ...step, text: step.text.replaceAll(exampleDatabase, url) }))
}

describe.each(pages.map((page) => [page.path, page] as const))('%s', (_path, { name }) => {
  it('does what it says', { timeout: 120_000 }, async () => {
    for (const step of prepared.get(name) ?? []) {
      const result = await workspace.run(name, step)
      expect(problemsOf(step, result, await workspace.reached(name))).toEqual([])
    }
  })
})

/** What a step did otherwise than its page says. */
function problemsOf(
  step: PageStep,
  { code, stdout, stderr }: ProgramResult,
  reached: readonly number[],
): string[] {
  if (code !== 0) return [`ended with ${code}:`, step.text, stdout, stderr]
  if (step.kind === 'file') return []
  const skipped = step.kind === 'program' ? claimsOf(step.text).filter((line) => !reached.includes(line)) : []
  const problems = skipped.map((line) => `never came to the claim in line ${line}`)
  const { output = '' } = step
  if (output !== '' && !patternOf(output).test(stdout)) problems.push('printed something else:', stdout)
  return problems
}

/** Lines of the page with a claim that `same()` checks. */
const claimsOf = (program: string): number[] =>
  [...program.matchAll(/\bsame\((\d+), /g)].map(([, line]) => Number(line))

/** `…` on a page stands for what is different each time. */
function patternOf(output: string): RegExp {
  const escaped = output.trim().replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
  return new RegExp(
    `^\\s*${escaped.replaceAll('…', '.*').replaceAll(/[ \t]+\n/g, String.raw`[ \t]*\n`)}\\s*$`,
  )
}
