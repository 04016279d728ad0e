import { describe, expect, it } from 'vitest'

import { parseInstanceIdentifier, parseObjectAddress } from './instance-identifier.ts'
import { InvalidInstanceIdentifier } from '../errors.ts'

describe('instance identifiers', () => {
  it.each([
    ['mydata', { owner: 'ada', name: 'mydata' }],
    ['lab/mydata', { owner: 'lab', name: 'mydata' }],
    ['https://lamin.ai/lab/mydata', { owner: 'lab', name: 'mydata' }],
    ['https://hub.example.org/lab/mydata', { owner: 'lab', name: 'mydata' }],
    [' lab/mydata\n', { owner: 'lab', name: 'mydata' }],
  ])('reads %j', (identifier, expected) => {
    expect(parseInstanceIdentifier(identifier, 'ada', ['lamin.ai', 'hub.example.org'])).toEqual(expected)
  })

  it.each(['owner/a/b', 'https://lamin.ai/a/b/c', '', '/name', 'owner/', 'https://elsewhere.org/a/b'])(
    'refuses %j',
    (identifier) => {
      expect(() => parseInstanceIdentifier(identifier, 'ada')).toThrow(InvalidInstanceIdentifier)
    },
  )

  it('reads the address of an object segment by segment', () => {
    const address = 'https://lamin.company.com/laminlabs/transform-zoo/artifact/Uid?x=1'
    expect(parseObjectAddress(address)).toEqual({
      host: 'lamin.company.com',
      owner: 'laminlabs',
      name: 'transform-zoo',
      registry: 'artifact',
      uid: 'Uid',
    })
    expect(parseObjectAddress('https://lamin.ai/laminlabs/transform-zoo')).toBeUndefined()
  })
})
