import { describe, expect, it } from 'vitest'
import { instanceUid, randomUid, uidFromText, uuid5Url } from './uid.ts'

describe('randomUid', () => {
  it('draws characters of the alphabet, as many as asked for', () => {
    expect(randomUid(20)).toMatch(/^[0-9A-Za-z]{20}$/)
  })

  it('hardly ever repeats itself', () => {
    expect(new Set(Array.from({ length: 1000 }, () => randomUid(12))).size).toBe(1000)
  })

  it('skips the bytes that would favour some characters, and asks for others', () => {
    const draws = [Uint8Array.of(255, 0, 248), Uint8Array.of(61, 62)]
    expect(randomUid(3, () => draws.shift() ?? new Uint8Array())).toBe('0z0')
  })
})

describe('uidFromText', () => {
  it.each([
    ['CL:0000084', 14, '22LvKd01YyNA1a'],
    ['NCBITaxon:9606', 14, '1dpCL6TduFJ3AP'],
    ['CL:0000747', 14, '0181UAFjgPilIZ'],
    ['10075f070b0b48b0900618724fb3be62', 22, '7clAMMtTbqlKVQPmUbqnIq'],
    ['my new cell type', 14, '1c3gMzsBZK9u03'],
    ['bionty.Diseasemondoall2023-04-04', 8, 'Hgw08Vk3'],
  ])('gives %s its uid of %i characters', (text, length, uid) => {
    expect(uidFromText(text, length)).toBe(uid)
  })
})

describe('identity of an instance', () => {
  it.each([
    ['anonymous/mydata', '3fae3ac9-c768-5a63-96f2-d619d4a5b2bf', '186kfOVJd0dZ'],
    ['testuser1/mydata', 'bad64064-a38a-5d18-ae16-54872904d661', '54ZGqgkROOFf'],
  ])('of %s depends on its name only', (name, uuid, uid) => {
    expect(uuid5Url(name)).toBe(uuid)
    expect(instanceUid(uuid)).toBe(uid)
  })

  it('is the same for a UUID without hyphens and in upper case', () => {
    expect(instanceUid('037BA1E08D804F91A90275A47735076A')).toBe('4XIuR0tvaiXM')
  })

  it('gives storage roots their UUID', () => {
    expect(uuid5Url('s3://lamindata')).toBe('75bae6e2-7373-5edd-a392-43d8f1557f09')
  })
})
