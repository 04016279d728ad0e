import { describe, expect, it } from 'vitest'
import type { OntologyHeader } from '../ontology/ontology.ts'
import { compareVersions } from './compare-versions.ts'
import { ontologyVersion } from './ontology-version.ts'

const md5 = '42f604f1b22ae23c5f7ac0b67a8f55ae'
const bare: OntologyHeader = {
  syntax: 'obo',
  name: 'made',
  dataVersion: undefined,
  versionInfo: undefined,
  versionIri: undefined,
  partOfIsTransitive: false,
  imports: [],
}

describe('the version of an ontology file', () => {
  const full = { dataVersion: 'releases/1', versionInfo: '2', versionIri: 'http://x/2020-01-02/3' }

  it.each<[string, Partial<OntologyHeader>, string | undefined, string]>([
    ['what the caller says', full, '4', '4'],
    ['else the data-version', full, undefined, 'releases/1'],
    ['else the versionInfo', { ...full, dataVersion: undefined }, undefined, '2'],
    [
      'else the last date of the versionIRI',
      { versionIri: 'http://x/2020-01-02/y/2021-03-04/z.owl' },
      undefined,
      '2021-03-04',
    ],
    ['else 8 digits of the md5', { versionIri: 'http://x/v3/z.owl' }, undefined, '42f604f1'],
  ])('is %s', (_, facts, given, expected) => {
    expect(ontologyVersion({ ...bare, ...facts }, md5, given)).toBe(expected)
  })
})

describe('versions', () => {
  it.each([
    [
      ['3.85.0', '3.9.0', '3.10.0'],
      ['3.9.0', '3.10.0', '3.85.0'],
    ],
    [
      ['release-116', 'release-57', 'release-108'],
      ['release-57', 'release-108', 'release-116'],
    ],
    [
      ['2025-02-13', '2024-12-31'],
      ['2024-12-31', '2025-02-13'],
    ],
    [
      ['1.2', '1.2.1', '1'],
      ['1', '1.2', '1.2.1'],
    ],
    [
      ['2024-Q2', '2023-Q4', '2024-Q1'],
      ['2023-Q4', '2024-Q1', '2024-Q2'],
    ],
    [
      ['9007199254740993', '9007199254740992'],
      ['9007199254740992', '9007199254740993'],
    ],
    [
      ['b', 'a', '1'],
      ['1', 'a', 'b'],
    ],
  ])('%j are sorted by the numbers in them', (versions, expected) => {
    expect(versions.toSorted(compareVersions)).toEqual(expected)
  })

  it('that are equal are equal', () => {
    expect(compareVersions('3.85.0', '3.85.0')).toBe(0)
  })
})
