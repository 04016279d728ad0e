import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { describe, expect, it } from 'vitest'

const workspace = join(import.meta.dirname, '../..')
const run = promisify(execFile)

/** A project of somebody who depends on the module; nothing of it is installed anywhere else. */
async function createProject(dependencies: { readonly [name: string]: string }) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'lamin-project-')))
  const [home, project] = [join(folder, 'home'), join(folder, 'project')]
  await Promise.all([mkdir(home), mkdir(join(project, 'node_modules'), { recursive: true })])
  const module = join(workspace, 'tests/fixtures/modules/greenhouse')
  await symlink(module, join(project, 'node_modules/lamindb-greenhouse'))
  await writeFile(
    join(project, 'package.json'),
    JSON.stringify({ name: 'project', type: 'module', dependencies }),
  )
  const main = join(workspace, 'packages/cli/src/main.ts')
  return {
    lamin: async (...args: string[]) => {
      const command = ['--conditions=lamin-source', main, ...args]
      const env = { PATH: process.env['PATH'], HOME: home, NO_COLOR: '1' }
      return run(process.execPath, command, { cwd: project, env })
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

describe('a module that package.json names', () => {
  it('is part of instances, of their migrations and of the command line', async () => {
    await using project = await createProject({ 'lamindb-greenhouse': '*' })
    await project.lamin('init', '--storage', './data', '--modules', 'greenhouse')
    const check = JSON.parse((await project.lamin('migrate', 'check', '--json')).stdout) as object
    expect(check).toMatchObject({ pending: [], unknown: [] })
    expect((await project.lamin('list', 'greenhouse.plant')).stdout).toBe('No greenhouse.Plant was found.\n')
    expect((await project.lamin('--help')).stdout).toMatch(/Modules:[^]*greenhouse +Plants of a greenhouse/)
    expect((await project.lamin('greenhouse', 'count', '--help')).stdout).toContain(
      'Count the plants of a species',
    )
    const count = await project.lamin('greenhouse', 'count', '--species', 'Arabidopsis thaliana', '--json')
    expect(JSON.parse(count.stdout)).toEqual({ plants: 0 })
  }, 60_000)

  it('is needed for instances that have it, which are opened without it otherwise', async () => {
    await using project = await createProject({ 'lamindb-greenhouse': '*' })
    await project.lamin('init', '--storage', './data')
    await expect(project.lamin('greenhouse', 'count')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("does not have the module 'greenhouse'") as string,
    })
  }, 60_000)
})

it('a module that is installed but not named is not found', async () => {
  await using project = await createProject({})
  await expect(project.lamin('init', '--modules', 'greenhouse')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("Module 'greenhouse' is not installed") as string,
  })
}, 60_000)
