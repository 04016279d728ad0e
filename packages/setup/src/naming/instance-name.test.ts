import { describe, expect, it } from 'vitest'

import { inferInstanceName } from './instance-name.ts'
import { createEnvironment } from '../environment/environment.ts'
import { InvalidInstanceName } from '../errors.ts'

const environment = createEnvironment({
  home: '/home/ada',
  workingDirectory: '/home/ada/Proj',
  platform: 'linux',
  variables: {},
})

describe('name of a new instance', () => {
  it.each([
    ['the given name as it is', { name: 'MyName', storage: './x' }, 'MyName'],
    ['the database', { storage: './x', db: 'postgresql://u:p@h:5432/pgtest?a=b' }, 'pgtest'],
    ['the working directory', { storage: './storage' }, 'proj'],
    ['the storage folder', { storage: './MyData' }, 'mydata'],
    ['the storage folder with a trailing slash', { storage: '../Other/Deep/' }, 'deep'],
    ['the folder that a dot means', { storage: '.' }, 'proj'],
    ['a folder below the home directory', { storage: '~/Lab' }, 'lab'],
    ['a file URL', { storage: 'file:///data/Lab' }, 'lab'],
    ['a key in a bucket', { storage: 's3://bucket/Key' }, 'key'],
    ['a bucket', { storage: 's3://bucket/' }, 'bucket'],
    ['a key with an endpoint', { storage: 's3://bucket/key?endpoint_url=http://localhost:8000/s3' }, 'key'],
  ])('comes from %s', (_, sources, expected) => {
    expect(inferInstanceName(environment, sources)).toBe(expected)
  })

  it.each([
    { name: 'a/b', storage: './x' },
    { name: '', storage: './x' },
    { storage: 'create-s3' },
    { storage: '/' },
  ])('is refused for %j', (sources) => {
    expect(() => inferInstanceName(environment, sources)).toThrow(InvalidInstanceName)
  })
})
