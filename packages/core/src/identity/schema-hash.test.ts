import { describe, expect, it } from 'vitest'
import { hashString } from './hash.ts'
import { schemaHash, type SchemaHashInput, wellKnownSchemaUid } from './schema-hash.ts'

const flags = { minimalSet: true, orderedSet: false, maximalSet: false }
const uids = ['uValv1YfEQib', 'OpQAD5Ifu89t', '7I4u69RiCAVy']
const members = uids.map((uid) => ({ uid, optional: false }))
const threeFeatures: SchemaHashInput = { itype: 'Feature', ...flags, nMembers: 3, members }
const part = (input: SchemaHashInput, code: string) =>
  schemaHash(input).parts.find((text) => text.startsWith(`${code}=`))

describe('schemaHash', () => {
  it('of a schema for any features', () => {
    expect(schemaHash({ itype: 'Feature', ...flags })).toEqual({
      parts: ['b=Feature', 'c=True', 'd=False', 'e=False'],
      hash: 'kMi7B_N88uu-YnbTLDU-DA',
    })
  })

  it('of a schema for any Ensembl gene ids', () => {
    expect(schemaHash({ dtype: 'num', itype: 'bionty.Gene.ensembl_gene_id', ...flags }).hash).toBe(
      '1gocc_TJ1RU2bMwDRK-WUA',
    )
  })

  it('of an AnnData schema goes by the hashes in its slots, in any order', () => {
    const slots = new Map([
      ['var.T', '1gocc_TJ1RU2bMwDRK-WUA'],
      ['obs', 'kMi7B_N88uu-YnbTLDU-DA'],
    ])
    const result = schemaHash({ dtype: 'num', ...flags, slots })
    expect(result.parts).toContain('l=GPZ-TzvKRhdC1PQAhlFiow')
    expect(result.hash).toBe('aqGWHvyY49W_PHELUMiBMw')
  })

  it('of three features, with and without an index', () => {
    expect(schemaHash(threeFeatures).hash).toBe('Z_dmk1WendD15s2FyBW1HA')
    expect(schemaHash({ ...threeFeatures, indexUid: uids[0] ?? null }).hash).toBe('drtQMP4N4xEebS49DO-9Jw')
  })

  it('counts the order of members only in ordered sets', () => {
    const reversed = { ...threeFeatures, members: [...members].reverse() }
    expect(schemaHash(reversed).hash).toBe(schemaHash(threeFeatures).hash)
    const ordered = (input: SchemaHashInput) => schemaHash({ ...input, orderedSet: true }).hash
    expect(ordered(reversed)).not.toBe(ordered(threeFeatures))
  })

  it('marks optional members', () => {
    const input = { ...threeFeatures, members: members.map((member) => ({ ...member, optional: true })) }
    const texts = uids.map((uid) => `${uid}(i)`).sort()
    expect(part(input, 'j')).toBe(`j=${hashString(texts.join(':'))}`)
  })

  it.each([
    [{ flexible: true }, undefined],
    [{ flexible: false }, 'f=False'],
    [{ flexible: true, nMembers: 2 }, 'f=True'],
    [{ flexible: false, nMembers: 2 }, undefined],
    [{ nMembers: 2 }, undefined],
  ])('mentions flexible only where it differs from its default: %j', (input, expected) => {
    expect(part(input, 'f')).toBe(expected)
  })

  it.each([
    [{ coerce: true }, 'g', 'g=True'],
    [{ coerce: false }, 'g', undefined],
    [{ suffix: '.h5ad' }, 'm', 'm=.h5ad'],
    [{ nMembers: 0 }, 'h', 'h=0'],
    [{ members: [] }, 'j', undefined],
  ] as const)('of %j has in part %s: %s', (input, code, expected) => {
    expect(part(input, code)).toBe(expected)
  })
})

it('knows the schemas that have the same uid everywhere', () => {
  expect(wellKnownSchemaUid('kMi7B_N88uu-YnbTLDU-DA')).toBe('0000000000000000')
  expect(wellKnownSchemaUid('UR_ozz2VI2sY8ckXop2RAg')).toBe('0000000000000002')
  expect(wellKnownSchemaUid('Z_dmk1WendD15s2FyBW1HA')).toBeUndefined()
})
