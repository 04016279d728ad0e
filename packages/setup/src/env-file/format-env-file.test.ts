import { describe, expect, it } from 'vitest'

import { formatEnvFile, isPlainEnvText } from './format-env-file.ts'
import { UnwritableSetting } from '../errors.ts'

describe('writing an env file', () => {
  it('writes one assignment a line in the given order, Python words for null and booleans', () => {
    expect(
      formatEnvFile([
        ['b', 'x y#z'],
        ['a', null],
        ['c', true],
        ['d', false],
        ['e', ''],
      ]),
    ).toBe('b=x y#z\na=null\nc=True\nd=False\ne=\n')
  })

  it.each([' x', 'x ', 'x #y', 'a${b}', 'x\ny', "'x'", '"x', 'null', ' #'])(
    'refuses %j, which would be read as something else',
    (value) => {
      expect(isPlainEnvText(value)).toBe(false)
      expect(() => formatEnvFile([['key', value]])).toThrow(UnwritableSetting)
    },
  )

  it('does not repeat a refused value, which may be a password', () => {
    expect(() => formatEnvFile([['lamindb_instance_db', 'postgresql://u:geheim #1@h/d']])).toThrow(
      expect.objectContaining({
        code: 'UNWRITABLE_SETTING',
        key: 'lamindb_instance_db',
        message: expect.not.stringContaining('geheim') as string,
      }),
    )
  })
})
