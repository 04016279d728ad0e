import { describe, expect, it } from 'vitest'
import { camelCase, snakeCase } from './names.ts'

describe('names', () => {
  it('are turned from snake case into camel case and back, leading underscores kept', () => {
    const names = ['key', 'n_files', '_real_key', '_dtype_str', 'is_type', 'links_in_record']
    expect(names.map(camelCase)).toEqual([
      'key',
      'nFiles',
      '_realKey',
      '_dtypeStr',
      'isType',
      'linksInRecord',
    ])
    expect(names.map(camelCase).map(snakeCase)).toEqual(names)
  })
})
