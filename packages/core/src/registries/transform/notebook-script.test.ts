import { describe, expect, it } from 'vitest'

import { CorruptNotebook } from '../../errors.ts'
import { notebookScript, notebookTitle } from './notebook-script.ts'

const notebook = (...cells: object[]): string =>
  JSON.stringify({ cells, metadata: { kernelspec: {} }, nbformat: 4 })
const code = (source: string | string[], metadata: object = {}): object => ({
  cell_type: 'code',
  source,
  metadata,
  outputs: [{ text: 'left out' }],
})
const text = (source: string): object => ({ cell_type: 'markdown', source, metadata: {} })

const script = (...cells: object[]): string[] =>
  notebookScript(notebook(...cells), null, 'n.ipynb').split('\n')

describe('a notebook as a script', () => {
  it('marks its cells, makes texts comments, and leaves outputs out', () => {
    expect(script(text('# Title\n\nwords'), code(['a = 1\n', 'a']), code('b'))).toEqual([
      '# %% [markdown]',
      '# # Title',
      '#',
      '# words',
      '',
      '# %%',
      'a = 1',
      'a',
      '',
      '# %%',
      'b',
      '',
    ])
  })

  it('keeps tags and other settings of cells, but not those of editors', () => {
    expect(script(code('x', { tags: ['hide'], collapsed: true, trusted: true }))[0]).toBe(
      '# %% tags=["hide"]',
    )
  })

  it('makes magic commands comments, and cells in other languages as a whole', () => {
    expect(script(code('%matplotlib inline\n!ls\nx = 1'))).toEqual([
      '# %%',
      '# %matplotlib inline',
      '# !ls',
      'x = 1',
      '',
    ])
    expect(script(code('%%bash -e\nls'))).toEqual(['# %% magic_args="-e" language="bash"', '# ls', ''])
  })

  it('leaves the title out that is the description of the transform', () => {
    const json = notebook(text('# My analysis'), code('x'))
    expect(notebookTitle(json, 'n.ipynb')).toBe('My analysis')
    expect(notebookScript(json, 'My analysis', 'n.ipynb')).toBe('# %% [markdown]\n#\n\n# %%\nx\n')
    expect(notebookTitle(notebook(code('# not a title')), 'n.ipynb')).toBeNull()
  })

  it('cannot be made of what is no notebook', () => {
    for (const content of ['', '{', '{}', '[1]', '{"cells": 1}']) {
      expect(() => notebookScript(content, null, 'n.ipynb')).toThrow(CorruptNotebook)
    }
  })
})
