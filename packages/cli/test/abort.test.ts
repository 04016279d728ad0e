import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { createCliHome } from '../src/testing/cli-home.ts'

const terms = Array.from({ length: 200 }, (_, index) => {
  const id = String(index).padStart(7, '0')
  return `[Term]\nid: CL:${id}\nname: cell ${index}\n`
})

it('Ctrl-C while rows are written ends the command, and nothing is written', async () => {
  await using cli = await createCliHome()
  await cli.lamin(['init', '--storage', './mydata', '--modules', 'bionty'])
  await writeFile(join(cli.work, 'cells.obo'), `format-version: 1.2\nontology: cl\n\n${terms.join('\n')}`)
  const aborter = new AbortController()
  const { code, stdout, stderr } = await cli.lamin(['bionty', 'import', 'CellType', '--file', 'cells.obo'], {
    columns: 80,
    signal: aborter.signal,
    onStderr: (text) => {
      if (text.includes('writing')) aborter.abort()
    },
  })
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' })
  expect(stderr).toContain('writing')
  expect(stderr.endsWith('\r\u{1B}[KAborted.\n')).toBe(true)
  expect((await cli.lamin(['list', 'bionty.celltype', '--json'])).json()).toEqual([])
})
