import { expect, it } from 'vitest'
import { isPlainObject } from './plain-object.ts'

it.each([{}, { a: 1 }, Object.create(null)])('accepts %o', (value) => {
  expect(isPlainObject(value)).toBe(true)
})

it.each([[], new Map(), new Date(0), new URL('https://example.org'), () => 1])('refuses %o', (value) => {
  expect(isPlainObject(value)).toBe(false)
})
