import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pythonRepr } from './python-repr.ts'
import { PythonPath } from './python-path.ts'
import { PythonSession } from './run-python.ts'

describe('a path', () => {
  let folder = ''
  let python: PythonSession

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'python-path-'))
    const root = new PythonPath(folder)
    python = new PythonSession({ resolve: (name) => (name === 'ROOT' ? root : undefined) })
  })
  afterEach(async () => rm(folder, { recursive: true }))

  it('is joined, made, written and read', async () => {
    await python.run("(ROOT / 'in').mkdir()\np = ROOT / 'in/r.txt'\nn = p.write_text('real ä')")
    expect(python.lookUp('n')).toBe(6n)
    expect(await python.run('p.read_text()')).toBe('real ä')
    expect(await python.run('str(p)')).toBe(join(folder, 'in/r.txt'))
    expect(pythonRepr(await python.run("(p.name, p.suffix, p.parent == ROOT / 'in', p.exists())"))).toBe(
      "('r.txt', '.txt', True, True)",
    )
  })

  it('raises what Python raises for files that are there or missing', async () => {
    await expect(python.run('ROOT.mkdir()')).rejects.toMatchObject({ className: 'FileExistsError' })
    await expect(python.run("(ROOT / 'a/b').mkdir()")).rejects.toMatchObject({
      className: 'FileNotFoundError',
    })
    await expect(python.run("(ROOT / 'a').read_text()")).rejects.toMatchObject({
      className: 'FileNotFoundError',
    })
    expect(await python.run("(ROOT / 'a/b').mkdir(parents=True)\nROOT.mkdir(exist_ok=True)")).toBeNull()
  })

  it('drops the slash at its end and takes an absolute right side as it is', async () => {
    expect(new PythonPath('a/b/').text()).toBe('a/b')
    expect(await python.run("str(ROOT / '/abs')")).toBe('/abs')
  })
})
