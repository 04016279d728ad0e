import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { createCliHome } from '../src/testing/cli-home.ts'

const mydata = ['init', '--storage', './mydata']

describe('lamin init', () => {
  it('creates an instance and makes the directory work with it', async () => {
    await using cli = await createCliHome()
    const { code, stdout } = await cli.lamin([...mydata, '--modules', 'bionty'])
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `✓ initialized database anonymous/mydata in ${cli.work}\n`,
    })
    const info = (await cli.lamin(['info'])).stdout
    expect(info).toContain('Instance: anonymous/mydata\n')
    expect(info).toContain(` - storage: ${join(cli.work, 'mydata')}`)
    expect(info).toContain(' - modules: bionty\n')
    expect(info.trimEnd()).toMatch(/\nUser: anonymous$/)
  })

  it('connects to an instance that is there', async () => {
    await using cli = await createCliHome()
    await cli.lamin(mydata)
    const again = await cli.lamin([...mydata, '--json'])
    expect(again.json()).toMatchObject({ slug: 'anonymous/mydata', state: 'connected', dev_dir: cli.work })
  })

  it('says how to install a module that is missing, and writes nothing', async () => {
    await using cli = await createCliHome()
    const { code, stderr } = await cli.lamin([...mydata, '--modules', 'wetbench'])
    expect(code).toBe(1)
    expect(stderr).toContain('Run: npm install @lamindb/wetbench')
    expect((await cli.lamin(['list', '--json'])).json()).toEqual([])
  })

  it('refuses a module without the one that it needs, and leaves nothing behind', async () => {
    await using cli = await createCliHome()
    const { code, stderr } = await cli.lamin([...mydata, '--modules', 'pertdb'])
    expect(code).toBe(1)
    expect(stderr).toContain("Module 'pertdb' needs the module 'bionty'")
    expect(stderr).toContain('Name both: bionty,pertdb')
    await expect(access(join(cli.work, 'mydata'))).rejects.toThrow('ENOENT')
  })

  it('hides no instance behind the settings of another that cannot be read', async () => {
    await using cli = await createCliHome()
    await cli.lamin(['init', '--storage', './other'])
    await cli.lamin(mydata)
    await writeFile(join(cli.home, '.lamin/instance--anonymous--mydata.env'), 'nothing\n')
    const { code, stdout, stderr } = await cli.lamin(['list'])
    expect(code).toBe(0)
    expect(stdout).toContain('anonymous/other')
    expect(stderr).toMatch(/^! Settings file '.*mydata\.env' is invalid or outdated/)
  })

  it('says where the files of an instance lie that exists elsewhere', async () => {
    await using cli = await createCliHome()
    await cli.lamin(mydata)
    await mkdir(join(cli.work, 'deep'))
    const { code, stderr } = await cli.lamin(mydata, { cwd: 'deep' })
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(
        /exists already, with its files in '.*\/work\/mydata'; nothing was made in/,
      ),
    })
    await expect(access(join(cli.work, 'deep/mydata'))).rejects.toThrow('ENOENT')
    expect((await cli.lamin(['init', '--name', 'mydata'])).stderr).toBe('')
  })

  it('says which modules an instance that exists does not get', async () => {
    await using cli = await createCliHome()
    await cli.lamin(mydata)
    const { code, stderr } = await cli.lamin([...mydata, '--modules', 'bionty'])
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "! instance 'anonymous/mydata' exists already, with no modules; not added: bionty\n",
    })
  })
})

describe('lamin list', () => {
  it('without a registry shows the known instances and marks the current one', async () => {
    await using cli = await createCliHome()
    await cli.lamin(mydata)
    await cli.lamin(['init', '--storage', './other'], { cwd: 'elsewhere' })
    const { stdout } = await cli.lamin(['list'])
    const rows = stdout.trimEnd().split('\n')
    expect(rows[0]).toMatch(/^ +instance +storage +database +modules$/)
    expect(rows[1]).toMatch(/^\* +anonymous\/mydata .* sqlite$/)
    expect(rows[2]).toMatch(/^ {3}anonymous\/other .* sqlite$/)
  })

  it('says what to do when there is none', async () => {
    await using cli = await createCliHome()
    expect((await cli.lamin(['list'])).stdout).toContain('lamin init')
  })
})

describe('lamin connect and disconnect', () => {
  it('choose an instance for the user, and forget it', async () => {
    await using cli = await createCliHome()
    await cli.lamin(mydata, { cwd: 'a' })
    const elsewhere = { cwd: 'b' }
    expect((await cli.lamin(['info'], elsewhere)).stdout).toContain('Instance: None')
    expect((await cli.lamin(['connect', 'mydata'], elsewhere)).stdout).toBe(
      '✓ connected database anonymous/mydata\n',
    )
    expect((await cli.lamin(['info'], elsewhere)).stdout).toContain('Instance: anonymous/mydata')
    expect((await cli.lamin(['disconnect'], elsewhere)).stdout).toBe('✓ disconnected anonymous/mydata\n')
    expect((await cli.lamin(['disconnect'], elsewhere)).stdout).toBe('No instance is connected.\n')
  })

  it('choose an instance for a directory only', async () => {
    await using cli = await createCliHome()
    await cli.lamin(mydata, { cwd: 'a' })
    await cli.lamin(['connect', 'mydata', '--here'], { cwd: 'b' })
    expect((await cli.lamin(['info', '--json'], { cwd: 'b/c' })).json()).toMatchObject({
      instance: { slug: 'anonymous/mydata', source: 'marker', dev_dir: join(cli.work, 'b') },
    })
    expect((await cli.lamin(['info', '--json'])).json()).toMatchObject({ instance: null })
    await cli.lamin(['disconnect', '--here'], { cwd: 'b/c' })
    expect((await cli.lamin(['info', '--json'], { cwd: 'b' })).json()).toMatchObject({ instance: null })
    expect((await cli.lamin(['disconnect', '--here'])).code).toBe(0)
  })

  it('refuse an instance that nobody knows', async () => {
    await using cli = await createCliHome()
    const { code, stderr, stdout } = await cli.lamin(['connect', 'lab/atlas'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain("✗ Instance 'lab/atlas' was not found")
  })
})

describe('lamin delete of an instance', () => {
  it('asks, and leaves everything when the answer is no', async () => {
    await using cli = await createCliHome()
    await cli.lamin(mydata)
    const { code, stdout } = await cli.lamin(['delete', 'anonymous/mydata'], { answers: ['n'] })
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'instance anonymous/mydata was not deleted.\n' })
    await access(join(cli.work, 'mydata/.lamindb/lamin.db'))
  })

  it('deletes database, marker and settings after a yes', async () => {
    await using cli = await createCliHome()
    await cli.lamin(mydata)
    const { stdout } = await cli.lamin(['delete', 'mydata'], { answers: ['yes'] })
    expect(stdout).toBe('✓ deleted instance anonymous/mydata with its storage location\n')
    await expect(access(join(cli.work, 'mydata'))).rejects.toThrow('ENOENT')
    expect((await cli.lamin(['list', '--json'])).json()).toEqual([])
  })

  it('refuses when nobody can be asked', async () => {
    await using cli = await createCliHome()
    await cli.lamin(mydata)
    const { code, stderr } = await cli.lamin(['delete', 'mydata'])
    expect(code).toBe(1)
    expect(stderr).toContain('--force')
    expect((await cli.lamin(['delete', 'mydata', '--yes', '--json'])).json()).toMatchObject({
      slug: 'anonymous/mydata',
      deleted: true,
      removed_root: true,
    })
  })
})

describe('lamin migrate', () => {
  it('finds a new instance up to date, and deploys nothing', async () => {
    await using cli = await createCliHome()
    await cli.lamin([...mydata, '--modules', 'bionty'])
    const check = await cli.lamin(['migrate', 'check', '--json'])
    expect(check.json()).toMatchObject({ slug: 'anonymous/mydata', pending: [], unknown: [] })
    expect((await cli.lamin(['migrate', 'check'])).stdout).toContain('is up to date')
    expect((await cli.lamin(['migrate', 'deploy'])).stdout).toContain('was up to date already')
  })

  it('needs an instance', async () => {
    await using cli = await createCliHome()
    const { code, stderr } = await cli.lamin(['migrate', 'check'])
    expect(code).toBe(1)
    expect(stderr).toContain('✗ No instance is connected.')
  })
})

it('writes nothing into the home but its settings directory', async () => {
  await using cli = await createCliHome()
  await cli.lamin(mydata)
  const settings = await readFile(join(cli.home, '.lamin/instance--anonymous--mydata.env'), 'utf8')
  expect(settings).toContain('lamindb_instance_name=mydata')
})
