import { describe, expect, it } from 'vitest'
import { Float, pyFloatText, pyNumberText } from './python-float.ts'

describe('pyFloatText', () => {
  it.each([
    [0, '0.0'],
    [-0, '-0.0'],
    [100, '100.0'],
    [27.2, '27.2'],
    [0.1 + 0.2, '0.30000000000000004'],
    [1e-4, '0.0001'],
    [1e-5, '1e-05'],
    [1e-7, '1e-07'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [1.5e300, '1.5e+300'],
    [5e-324, '5e-324'],
    [-1.25e-10, '-1.25e-10'],
    [Number.NaN, 'nan'],
    [Number.POSITIVE_INFINITY, 'inf'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ])('writes %d as %s', (value, text) => {
    expect(pyFloatText(value)).toBe(text)
  })
})

describe('pyNumberText', () => {
  it.each([
    [1, '1'],
    [-7, '-7'],
    [2 ** 53, '9007199254740992'],
    [1e20, '100000000000000000000'],
    [1e21, '1e+21'],
    [-0, '-0.0'],
    [0.5, '0.5'],
  ])('takes %d for an int where it can: %s', (value, text) => {
    expect(pyNumberText(value)).toBe(text)
  })
})

it('calculates with a Float and hides it from JSON', () => {
  expect(Number(new Float(2)) + 1).toBe(3)
  expect(JSON.stringify({ v: new Float(100) })).toBe('{"v":100}')
})
