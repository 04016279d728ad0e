import { expect, it } from 'vitest'
import { compareCodePoints } from './code-point-order.ts'

it('puts characters of the basic plane before all others', () => {
  expect(['\u{1f600}', '\uff5e', 'a', 'Z', '\ue000', ''].sort(compareCodePoints)).toEqual([
    '',
    'Z',
    'a',
    '\ue000',
    '\uff5e',
    '\u{1f600}',
  ])
})

it('puts a text before its continuations', () => {
  expect(['ab', 'a', 'abc', 'aa'].sort(compareCodePoints)).toEqual(['a', 'aa', 'ab', 'abc'])
})

it('orders characters beyond the basic plane among each other', () => {
  expect(['\u{20000}', '\u{1f9ec}', '\u{1f600}'].sort(compareCodePoints)).toEqual([
    '\u{1f600}',
    '\u{1f9ec}',
    '\u{20000}',
  ])
})
