import { spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

import type { PageStep } from './page-steps.ts'

const repository = join(import.meta.dirname, '..', '..')

/** What a program left behind. */
export interface ProgramResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A folder in which the readers of all pages work, each in a folder and a home of their own. */
export class PageWorkspace implements AsyncDisposable {
  readonly #root: string

  private constructor(root: string) {
    this.#root = root
  }

  static async create(): Promise<PageWorkspace> {
    const root = await realpath(await mkdtemp(join(tmpdir(), 'lamin-docs-')))
    await symlink(join(repository, 'node_modules'), join(root, 'node_modules'))
    await writeFile(join(root, 'tsconfig.json'), JSON.stringify(compilerSettings))
    return new PageWorkspace(root)
  }

  /** Makes the folder of a page. */
  async add(page: string): Promise<void> {
    await this.write(page, 'package.json', `{ "name": "${page}", "private": true, "type": "module" }\n`)
    await mkdir(join(this.#root, `${page}.home`))
    await copyFile(join(import.meta.dirname, 'same.ts'), join(this.#root, page, 'same.ts'))
  }

  async write(page: string, path: string, text: string): Promise<void> {
    const target = join(this.#root, page, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, text)
  }

  /** What the compiler has to say about everything that was run or written; it names the page and its line. */
  async typeErrors(): Promise<string[]> {
    const tsc = join(repository, 'node_modules', 'typescript', 'bin', 'tsc')
    const { stdout } = await this.#run('.', process.execPath, [
      tsc,
      '-p',
      'tsconfig.json',
      '--pretty',
      'false',
    ])
    return stdout.split('\n').filter((line) => line !== '')
  }

  async run(page: string, step: PageStep): Promise<ProgramResult> {
    if (step.kind !== 'commands') await this.write(page, step.path, step.text)
    if (step.kind === 'program') return this.#run(page, process.execPath, [sources, step.path])
    if (step.kind === 'commands')
      return this.#run(page, 'bash', ['-euo', 'pipefail', '-c', shell + step.text])
    return { code: 0, stdout: '', stderr: '' }
  }

  /** Lines of the page whose claims the program that ran last came to. */
  async reached(page: string): Promise<readonly number[]> {
    const file = join(this.#root, page, 'reached.json')
    const lines = JSON.parse(await readFile(file, 'utf8').catch(() => '[]')) as number[]
    await rm(file, { force: true })
    return lines
  }

  async #run(page: string, program: string, args: readonly string[]): Promise<ProgramResult> {
    const cwd = join(this.#root, page)
    // HOME decides where settings go: nothing of the machine's own settings is read or written.
    const env = {
      PATH: process.env['PATH'],
      HOME: `${cwd}.home`,
      LAMIN_SETTINGS_DIR: `${cwd}.home`,
      NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'no-network.ts')).href}`,
    }
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
    const { promise, resolve, reject } = Promise.withResolvers<number>()
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
    return { code: await promise, stdout: stdout(), stderr: stderr() }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#root, { recursive: true, force: true })
  }
}

const sources = '--conditions=lamin-source'

/** `npx lamin` and `node` of a page run the sources of this repository. */
const shell = `
npx() { [ "$1" = lamin ]; shift; command node ${sources} '${join(repository, 'packages/cli/src/main.ts')}' "$@"; }
node() { command node ${sources} "$@"; }
`

const compilerSettings = {
  extends: join(repository, 'tsconfig.base.json'),
  compilerOptions: {
    composite: false,
    declaration: false,
    noEmit: true,
    allowImportingTsExtensions: true,
    // Programs show one thing at a time; what follows may be on another page.
    noUnusedLocals: false,
  },
  include: ['**/*.ts', join(repository, 'packages/core/src/database/postgres/pg-cursor.d.ts')],
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const parts: string[] = []
  stream.setEncoding('utf8').on('data', (part: string) => parts.push(part))
  return () => parts.join('')
}
