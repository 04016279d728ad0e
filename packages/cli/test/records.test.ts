import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { connect, createEnvironment, createSetupContext } from '@lamindb/setup'
import type { Instance } from '@lamindb/core'
import { describe, expect, it } from 'vitest'

import { createCliHome, type CliHome } from '../src/testing/cli-home.ts'

/** A home with an empty instance and a file. */
async function createLab(): Promise<CliHome> {
  const cli = await createCliHome()
  await cli.lamin(['init', '--storage', './lab'])
  await writeFile(join(cli.work, 'cells.csv'), 'cell,type\n1,T cell\n')
  return cli
}

async function withInstance<T>(cli: CliHome, work: (db: Instance) => Promise<T>): Promise<T> {
  const environment = createEnvironment({
    home: cli.home,
    workingDirectory: cli.work,
    platform: 'linux',
    variables: {},
  })
  await using db = await connect(createSetupContext({ environment }))
  return await work(db)
}

const saveCells = ['save', 'cells.csv', '--key', 'raw/cells.csv']

describe('lamin save', () => {
  it('stores a file as an artifact and says where', async () => {
    await using cli = await createLab()
    const { code, stdout, stderr } = await cli.lamin([
      ...saveCells,
      '--description',
      'As they came',
      '--kind',
      'dataset',
    ])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(
      /^Artifact\(uid='\w{20}', key='raw\/cells\.csv', description='As they came', suffix='\.csv', kind='dataset'/,
    )
    const [, path = ''] = /storage path: (.*)\n/.exec(stdout) ?? []
    expect(await readFile(path, 'utf8')).toBe('cell,type\n1,T cell\n')
  })

  it('makes a new version when the content of a key has changed, and none when it has not', async () => {
    await using cli = await createLab()
    const first = (await cli.lamin([...saveCells, '--json'])).json() as { uid: string }
    const same = (await cli.lamin([...saveCells, '--json'])).json() as { uid: string }
    expect(same.uid).toBe(first.uid)
    await writeFile(join(cli.work, 'cells.csv'), 'cell,type\n1,B cell\n')
    const next = (await cli.lamin([...saveCells, '--json'])).json() as { uid: string }
    expect(next.uid).not.toBe(first.uid)
    expect(next.uid.slice(0, 16)).toBe(first.uid.slice(0, 16))
  })

  it('links a project, which must exist', async () => {
    await using cli = await createLab()
    const missing = await cli.lamin([...saveCells, '--project', 'atlas'])
    expect({ code: missing.code, stderr: missing.stderr }).toEqual({
      code: 1,
      stderr:
        '✗ Project with name or uid=atlas does not exist.\n  To see what there is, run: lamin list project\n',
    })
    expect((await cli.lamin(['list', 'artifact', '--json'])).json()).toEqual([])
    await withInstance(cli, (db) => db.Project.create({ name: 'atlas' }).save())
    const { stdout } = await cli.lamin([...saveCells, '--project', 'atlas'])
    expect(stdout).toContain('labeled with project: atlas')
  })

  it('needs a key or a description', async () => {
    await using cli = await createLab()
    const { code, stderr } = await cli.lamin(['save', 'cells.csv'])
    expect(code).toBe(1)
    expect(stderr).toContain("✗ 'cells.csv' needs a key or a description to be found by. Nothing was saved.")
  })

  it('keeps a script as a transform with its path below the dev-dir as key', async () => {
    await using cli = await createLab()
    await mkdir(join(cli.work, 'steps'))
    await writeFile(join(cli.work, 'steps/align.ts'), 'export {}\n')
    const saved = (await cli.lamin(['save', 'align.ts', '--json'], { cwd: 'steps' })).json()
    expect(saved).toMatchObject({ key: 'steps/align.ts', kind: 'script', source_code: 'export {}\n' })
    const again = (await cli.lamin(['save', 'steps/align.ts', '--json'])).json()
    expect(again).toMatchObject({ uid: (saved as { uid: string }).uid })
  })

  it('refuses what only an artifact is given', async () => {
    await using cli = await createLab()
    await writeFile(join(cli.work, 'align.ts'), 'export {}\n')
    const { code, stderr } = await cli.lamin(['save', 'align.ts', '--key', 'x.ts', '--space', 'all'])
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^✗ A transform takes no --key, --space: /),
    })
    expect((await cli.lamin(['list', 'transform', '--json'])).json()).toEqual([])
  })

  it('makes the transform that its call of track names', async () => {
    await using cli = await createLab()
    await writeFile(join(cli.work, 'a.py'), 'import lamindb as ln\nln.track("abcdefghijkl0000")\n')
    expect((await cli.lamin(['save', 'a.py', '--json'])).json()).toMatchObject({ uid: 'abcdefghijkl0000' })
  })

  it('makes new versions of the family whose stem stands in its call of track', async () => {
    await using cli = await createLab()
    const save = async (text: string) => {
      await writeFile(join(cli.work, 'a.ts'), `await db.track('abcdefghijkl')\n${text}\n`)
      return ((await cli.lamin(['save', 'a.ts', '--json'])).json() as { uid: string }).uid
    }
    expect([await save('one'), await save('two'), await save('two')]).toEqual([
      'abcdefghijkl0000',
      'abcdefghijkl0001',
      'abcdefghijkl0001',
    ])
  })

  it('keeps a notebook as a script with its cells', async () => {
    await using cli = await createLab()
    const cell = { cell_type: 'code', source: ['1 + 1'], metadata: {}, outputs: [], execution_count: null }
    const notebook = { cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 }
    await writeFile(join(cli.work, 'look.ipynb'), JSON.stringify(notebook))
    const saved = (await cli.lamin(['save', 'look.ipynb', '--json'])).json()
    expect(saved).toMatchObject({ key: 'look.ipynb', kind: 'notebook' })
    expect((saved as { source_code: string }).source_code).toContain('# %%\n1 + 1')
  })
})

describe('lamin list of a registry', () => {
  it('shows the newest records first, aligned, with what they have values for', async () => {
    await using cli = await createLab()
    await withInstance(cli, (db) => db.save(['raw', 'checked'].map((name) => db.ULabel.create({ name }))))
    const { stdout } = await cli.lamin(['list', 'ulabel'])
    const rows = stdout.trimEnd().split('\n')
    expect(rows[0]).toMatch(/^uid +name +created_at$/)
    expect(rows[1]).toMatch(/^\w{8} {2}checked {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    expect(rows[2]).toMatch(/^\w{8} {2}raw {6}/)
  })

  it('filters as Python does, and says how many there are beyond the limit', async () => {
    await using cli = await createLab()
    await withInstance(cli, (db) =>
      db.save(['raw', 'checked', 'raw, again'].map((name) => db.ULabel.create({ name }))),
    )
    const found = await cli.lamin(['list', 'ULabel', '--filter', 'name__startswith=raw', '--limit', '1'])
    expect(found.stdout).toMatch(/raw, again[^]*\n1 of 2\n$/)
    const json = (
      await cli.lamin(['list', 'ulabel', '--filter', 'name=raw', '--filter', 'id__lt=10', '--json'])
    ).json()
    expect(json).toMatchObject([{ name: 'raw' }])
    expect((await cli.lamin(['list', 'ulabel', '--filter', 'name=x'])).stdout).toBe('No ULabel was found.\n')
    const { code, stderr } = await cli.lamin(['list', 'ulabel', '--filter', 'colour=red'])
    expect(code).toBe(1)
    expect(stderr).toContain("Unknown field 'colour'")
  })

  it('leaves out what runs leave behind, unless it is asked for', async () => {
    await using cli = await createLab()
    await cli.lamin([...saveCells, '--kind', '__lamindb_run__'])
    expect((await cli.lamin(['list', 'artifact', '--json'])).json()).toEqual([])
    const asked = await cli.lamin(['list', 'artifact', '--filter', 'kind=__lamindb_run__', '--json'])
    expect(asked.json()).toHaveLength(1)
  })

  it('fits the table to a terminal', async () => {
    await using cli = await createLab()
    await cli.lamin([...saveCells, '--description', 'a long description '.repeat(10)])
    const { stdout } = await cli.lamin(['list', 'artifact'], { columns: 80 })
    expect(Math.max(...stdout.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(80)
    expect(stdout).toContain('raw/cells.csv')
  })
})

describe('lamin describe, get and load', () => {
  it('find an artifact by key, by uid and by the address of its page', async () => {
    await using cli = await createLab()
    const { uid } = (await cli.lamin([...saveCells, '--description', 'x', '--json'])).json() as {
      uid: string
    }
    for (const request of [
      ['--key', 'raw/cells.csv'],
      ['artifact', '--uid', uid.slice(0, 8)],
      [`https://lamin.ai/anonymous/lab/artifact/${uid}`],
    ]) {
      expect((await cli.lamin(['describe', ...request, '--json'])).json()).toMatchObject({ uid })
    }
    const { stdout } = await cli.lamin(['describe', '--key', 'raw/cells.csv'])
    expect(stdout).toContain('raw/cells.csv')
    expect((await cli.lamin(['get', '--key', 'raw/cells.csv'])).stdout).toBe(stdout)
  })

  it('print one field', async () => {
    await using cli = await createLab()
    await cli.lamin([...saveCells, '--description', 'As they came'])
    const one = ['get', '--key', 'raw/cells.csv']
    expect((await cli.lamin([...one, '--description'])).stdout).toBe('As they came\n')
    expect((await cli.lamin([...one, '--field', 'suffix'])).stdout).toBe('.csv\n')
    expect((await cli.lamin([...one, '--field', 'size', '--json'])).json()).toBe(19)
    expect((await cli.lamin([...one, '--field', 'colour'])).code).toBe(2)
    expect((await cli.lamin(['get', 'branch', '--status'])).stdout).toBe('standalone\n')
    expect((await cli.lamin(['get', 'branch', '--field', 'name'])).stdout).toBe('main\n')
  })

  it('say what is missing', async () => {
    await using cli = await createLab()
    expect((await cli.lamin(['describe'])).stderr).toBe(
      "✗ For entity 'artifact' you must pass --uid or --key\n",
    )
    expect((await cli.lamin(['describe', 'run'])).stderr).toBe("✗ For entity 'run' you must pass --uid\n")
    expect((await cli.lamin(['describe', '--key', 'x'])).stderr).toBe(
      '✗ Artifact with key=x does not exist.\n  To see what there is, run: lamin list artifact\n',
    )
    expect((await cli.lamin(['describe', '--name', 'x'])).code).toBe(2)
    expect((await cli.lamin(['load', 'ulabel', '--name', 'x'])).code).toBe(2)
  })

  it('print where the content of an artifact is', async () => {
    await using cli = await createLab()
    await cli.lamin(saveCells)
    const { stdout } = await cli.lamin(['load', '--key', 'raw/cells.csv'])
    expect(await readFile(stdout.trimEnd(), 'utf8')).toContain('T cell')
  })

  it('write the code of a transform below the dev-dir, and ask before they replace a file', async () => {
    await using cli = await createLab()
    await writeFile(join(cli.work, 'align.ts'), 'export {}\n')
    await cli.lamin(['save', 'align.ts'])
    await writeFile(join(cli.work, 'align.ts'), 'changed\n')
    const load = ['load', 'transform', '--key', 'align.ts']
    expect((await cli.lamin(load)).stderr).toContain('✗ Nobody can answer the question: Replace')
    expect((await cli.lamin(load, { answers: ['n'] })).stdout).toContain('was left as it is')
    expect(await readFile(join(cli.work, 'align.ts'), 'utf8')).toBe('changed\n')
    expect((await cli.lamin([...load, '--yes'])).stdout).toBe(`${join(cli.work, 'align.ts')}\n`)
    expect(await readFile(join(cli.work, 'align.ts'), 'utf8')).toBe('export {}\n')
  })
})

describe('lamin annotate', () => {
  it('links what exists, and nothing when something does not', async () => {
    await using cli = await createLab()
    await cli.lamin(saveCells)
    await withInstance(cli, (db) => db.save(['raw', 'checked'].map((name) => db.ULabel.create({ name }))))
    const annotate = ['annotate', '--key', 'raw/cells.csv']
    const missing = await cli.lamin([...annotate, '--ulabel', 'raw', '--project', 'atlas'])
    expect(missing.stderr).toContain('✗ Project with name or uid=atlas does not exist.\n')
    const count = () => withInstance(cli, (db) => db.Artifact.filter({ ulabels: { name: 'raw' } }).count())
    expect(await count()).toBe(0)
    const done = await cli.lamin([...annotate, '--ulabel', 'raw', '--ulabel', 'checked', '--version', '1.0'])
    expect(done.stdout).toBe('✓ annotated artifact: raw/cells.csv\n')
    expect(await count()).toBe(1)
    expect((await cli.lamin(['get', '--key', 'raw/cells.csv', '--field', 'version_tag'])).stdout).toBe(
      '1.0\n',
    )
  })

  it('adds values of features, typed as the features say', async () => {
    await using cli = await createLab()
    await cli.lamin(saveCells)
    await withInstance(cli, (db) => db.Feature.create({ name: 'temperature', dtype: 'float' }).save())
    const annotate = ['annotate', '--key', 'raw/cells.csv', '--features']
    expect((await cli.lamin([...annotate, 'temperature=21.6'])).code).toBe(0)
    const values = await withInstance(cli, async (db) => {
      const artifact = await db.Artifact.get({ key: 'raw/cells.csv' })
      return artifact.features.getValues()
    })
    expect(values).toEqual({ temperature: 21.6 })
    const { code, stderr } = await cli.lamin([...annotate, 'humidity=3'])
    expect(code).toBe(1)
    expect(stderr).toContain('humidity')
  })

  it('leaves notes of which lamin describe tells, with the fields of the record', async () => {
    await using cli = await createLab()
    await withInstance(cli, (db) => db.ULabel.create({ name: 'raw', description: 'As it came' }).save())
    const raw = ['ulabel', '--name', 'raw']
    expect((await cli.lamin(['describe', ...raw])).stdout).toMatch(
      /^ULabel: raw\n├── uid: \w{8}\n├── name: raw\n├── description: As it came\n└── created_at: .*\n$/,
    )
    await cli.lamin(['annotate', ...raw, '--comment', 'Old'])
    expect((await cli.lamin(['describe', ...raw, '--include', 'comments'])).stdout).toMatch(
      /\n├── created_at: .*\n└── comment by anonymous[^]*Old/,
    )
  })

  it('writes readmes with versions, and comments', async () => {
    await using cli = await createLab()
    await cli.lamin(saveCells)
    const annotate = ['annotate', '--key', 'raw/cells.csv']
    for (const text of ['# One\n', '# Two\n', '# Two\n']) {
      await writeFile(join(cli.work, 'README.md'), text)
      expect((await cli.lamin([...annotate, '--readme', 'README.md'])).code).toBe(0)
    }
    expect((await cli.lamin([...annotate, '--comment', 'Counted twice'])).code).toBe(0)
    const notes = await withInstance(cli, async (db) => {
      const artifact = await db.Artifact.get({ key: 'raw/cells.csv' })
      return (await artifact.ablocks.orderBy('id')).map(({ kind, content, isLatest }) => [
        kind,
        content,
        isLatest,
      ])
    })
    expect(notes).toEqual([
      ['readme', '# One\n', false],
      ['readme', '# Two\n', true],
      ['comment', 'Counted twice', true],
    ])
    const described = await cli.lamin(['describe', '--key', 'raw/cells.csv', '--include', 'comments'])
    expect(described.stdout).toMatch(/# Two[^]*comment by anonymous[^]*Counted twice/)
    for (const flags of [
      ['--readme', 'none.md'],
      ['--readme', '.'],
      ['--comment', ' '],
    ]) {
      expect(await cli.lamin([...annotate, ...flags])).toMatchObject({ code: 2, stdout: '' })
    }
  })

  it('names the feature whose value cannot be read', async () => {
    await using cli = await createLab()
    await cli.lamin(saveCells)
    await withInstance(cli, (db) => db.Feature.create({ name: 'temperature', dtype: 'float' }).save())
    const annotate = ['annotate', '--key', 'raw/cells.csv', '--features']
    const { code, stderr } = await cli.lamin([...annotate, 'temperature=warm'])
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        "✗ Feature 'temperature' (float) cannot have this value: 'warm' is no number. Nothing was changed.\n",
    })
  })

  it('refuses what records of a registry cannot have', async () => {
    await using cli = await createLab()
    await withInstance(cli, (db) => db.ULabel.create({ name: 'raw' }).save())
    const ofItself = await cli.lamin(['annotate', 'ulabel', '--name', 'raw', '--ulabel', 'raw'])
    expect(ofItself).toMatchObject({
      code: 1,
      stderr: "✗ Records of 'ULabel' have no ulabels. Nothing was changed.\n",
    })
    const { code, stderr } = await cli.lamin(['annotate', 'ulabel', '--name', 'raw', '--version', '2'])
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: "✗ Records of 'ULabel' have no version. Nothing was changed.\n",
    })
  })
})

describe('lamin delete of a record', () => {
  it('takes no empty text for a record', async () => {
    await using cli = await createLab()
    await cli.lamin(saveCells)
    for (const flag of ['--uid', '--key']) {
      const { code, stderr } = await cli.lamin(['delete', 'artifact', flag, '', '--permanent', '--yes'])
      expect({ code, stderr }).toEqual({ code: 2, stderr: `✗ ${flag} is empty. Nothing was looked for.\n` })
    }
    expect((await cli.lamin(['list', 'artifact', '--json'])).json()).toHaveLength(1)
  })

  it('moves it to the trash, then asks before it is deleted for good', async () => {
    await using cli = await createLab()
    await cli.lamin(saveCells)
    const [path = ''] = (await cli.lamin(['load', '--key', 'raw/cells.csv', '--json'])).json() as string[]
    const remove = ['delete', 'artifact', '--key', 'raw/cells.csv']
    expect((await cli.lamin(remove)).stdout).toBe('✓ moved Artifact raw/cells.csv to the trash\n')
    expect((await cli.lamin(['list', 'artifact', '--json'])).json()).toEqual([])
    await access(path)
    expect((await cli.lamin(remove, { answers: ['n'] })).stdout).toContain('was not deleted')
    expect((await cli.lamin(remove)).code).toBe(1)
    expect((await cli.lamin([...remove, '--yes'])).stdout).toBe('✓ deleted Artifact raw/cells.csv\n')
    await expect(access(path)).rejects.toThrow('ENOENT')
  })

  it('needs to know which', async () => {
    await using cli = await createLab()
    const { code, stderr } = await cli.lamin(['delete', 'artifact'])
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: "✗ For entity 'artifact' you must pass --uid or --key\n",
    })
  })

  it('says what keeps a record alive', async () => {
    await using cli = await createLab()
    await cli.lamin(saveCells)
    await withInstance(cli, (db) => db.ULabel.create({ name: 'raw' }).save())
    await cli.lamin(['annotate', '--key', 'raw/cells.csv', '--ulabel', 'raw'])
    const { code, json } = await cli.lamin([
      'delete',
      'ulabel',
      '--name',
      'raw',
      '--permanent',
      '--yes',
      '--json',
    ])
    expect(code).toBe(1)
    expect(json()).toMatchObject({ error: { code: 'PROTECTED_ERROR' } })
  })
})
