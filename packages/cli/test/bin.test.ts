import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { version } from '../src/version.ts'

const bin = join(import.meta.dirname, '../bin/lamin.mjs')

/** Makes a process believe that it runs under an old Node. */
const pretend =
  'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.9.0" } })'
const asOldNode = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`]

function lamin(
  flags: readonly string[],
  env: { readonly [name: string]: string } = {},
  option = '--version',
) {
  return spawnSync(process.execPath, [...flags, bin, option], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env },
  })
}

function hasOwnNode(): boolean {
  try {
    createRequire(bin).resolve(`node-${process.platform}-${process.arch}/bin/node`)
    return true
  } catch {
    return false
  }
}

describe('the program lamin', () => {
  it('runs from a clone that was not built, and from a build', () => {
    const { status, stdout, stderr } = lamin([], {}, '--help')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('Administer:')
  })

  it('prints its version before it loads anything else', () => {
    const { status, stdout, stderr } = lamin([])
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
  })

  it('under an old Node runs with the one that npm has installed, and refuses where there is none', () => {
    const { status, stdout } = lamin(asOldNode)
    const expected = hasOwnNode() ? { status: 0, stdout: lamin([]).stdout } : { status: 1, stdout: '' }
    expect({ status, stdout }).toEqual(expected)
  })

  it('does not start itself again and again', () => {
    const { status, stderr } = lamin(asOldNode, { LAMIN_REEXEC: '1' })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^lamin needs Node\.js 22\.17 or newer \(this is v\d+/)
  })
})
