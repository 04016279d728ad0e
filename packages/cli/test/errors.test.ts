import { describe, expect, it } from 'vitest'

import { createCliHome } from '../src/testing/cli-home.ts'
import packageJson from '../package.json' with { type: 'json' }

describe('a command line that cannot be understood', () => {
  it.each([
    [['frobnicate'], "✗ Unknown command 'frobnicate'.\n  For help, run: lamin --help\n"],
    [['frobnicate', '--help'], "✗ Unknown command 'frobnicate'.\n  For help, run: lamin --help\n"],
    [['help', 'frobnicate'], "✗ Unknown command 'frobnicate'.\n  For help, run: lamin --help\n"],
    [['lst'], 'Did you mean list?'],
    [['info', '--frob'], "✗ Unknown option '--frob'.\n  For help, run: lamin info --help\n"],
    [['info', 'more'], 'Too many arguments'],
    [['connect'], "Missing required argument 'instance'"],
    [['list', '--limit', '0'], 'It must be a whole number of at least 1.'],
    [['list', 'ulabel', '--filter', 'name'], "✗ 'name' is no condition."],
    [['save', 'missing.csv', '--key', 'x'], "✗ Path 'missing.csv' does not exist."],
    [['save', '/dev/null', '--key', 'x'], "✗ '/dev/null' is neither a file nor a folder."],
    [['save', 'x', '--registry', 'run'], 'Allowed choices are artifact, transform.'],
    [['get', '--key', 'x', '--field', 'uid', '--status'], 'Pass one of --field, --description and --status.'],
    [['annotate', '--key', 'x'], 'Pass what to annotate with'],
    [['migrate', 'up'], "✗ Unknown command 'up'.\n  For help, run: lamin migrate --help\n"],
  ])('%j ends with 2', async (args, text) => {
    await using cli = await createCliHome()
    const { code, stdout, stderr } = await cli.lamin(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(text)
  })

  it('is one JSON value with --json', async () => {
    await using cli = await createCliHome()
    const { code, json, stderr } = await cli.lamin(['list', '--limit', 'x', '--json'])
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' })
    expect(json()).toMatchObject({ error: { code: 'USAGE', family: 'user' } })
  })
})

describe('an error', () => {
  it('ends with 1, its message and its hint on standard error', async () => {
    await using cli = await createCliHome()
    const { code, stdout, stderr } = await cli.lamin(['list', 'ulabel'])
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr:
        '✗ No instance is connected.\n  Run `lamin init` or `lamin connect <owner>/<name>`, or pass the name of an instance.\n',
    })
  })

  it('is one JSON value with --json', async () => {
    await using cli = await createCliHome()
    const { code, json, stderr } = await cli.lamin(['list', 'ulabel', '--json'])
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(json()).toMatchObject({
      error: {
        code: 'CURRENT_INSTANCE_NOT_CONFIGURED',
        family: 'user',
        message: 'No instance is connected.',
      },
    })
  })

  it('after Ctrl-C is no error but an end', async () => {
    await using cli = await createCliHome()
    const aborter = new AbortController()
    aborter.abort()
    const { code, stderr } = await cli.lamin(['list', 'ulabel'], { signal: aborter.signal })
    expect({ code, stderr }).toEqual({ code: 130, stderr: 'Aborted.\n' })
  })
})

it('prints the version of the package', async () => {
  await using cli = await createCliHome()
  expect(await cli.lamin(['--version'])).toMatchObject({ code: 0, stdout: `${packageJson.version}\n` })
})
