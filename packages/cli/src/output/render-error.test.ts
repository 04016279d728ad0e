import { FileNotFound, NoWriteAccess } from '@lamindb/core/errors'
import { describe, expect, it } from 'vitest'

import { errorToJson, renderError } from './render-error.ts'
import { chooseStyle } from './style.ts'

const style = chooseStyle(false)

describe('errors for people', () => {
  it('show message and hint of what the user can put right', () => {
    const error = new FileNotFound('a.csv', { hint: 'Check the path.' })
    expect(renderError(error, style)).toBe(`✗ File or folder 'a.csv' does not exist.\n  Check the path.`)
  })

  it('say that a retry may help when the environment failed', () => {
    expect(renderError(new NoWriteAccess('The disk is full.'), style)).toMatch(
      /^✗ The disk is full\.\n {2}.*trying again may help\.$/,
    )
  })

  it('come with their stack when they are bugs', () => {
    const text = renderError(new TypeError('x is undefined'), style)
    expect(text).toMatch(/^✗ TypeError: x is undefined\n +at /)
    expect(text).toContain('Please report it')
  })

  it('keep the lines of a long message together', () => {
    expect(renderError(new FileNotFound('a', { message: 'one\ntwo' }), style)).toBe('✗ one\n  two')
  })
})

it('errors for programs have a code', () => {
  expect(errorToJson(new FileNotFound('a'))).toMatchObject({ error: { code: 'FILE_NOT_FOUND', hint: null } })
  expect(errorToJson('boom')).toMatchObject({ error: { code: 'INTERNAL', family: 'bug', message: 'boom' } })
})
