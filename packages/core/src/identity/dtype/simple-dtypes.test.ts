import { expect, it } from 'vitest'
import {
  categoricalMembers,
  isCategoricalDtype,
  isSimpleDtype,
  listItemDtype,
  simpleDtypes,
} from './simple-dtypes.ts'

it('knows the simple dtypes', () => {
  expect(simpleDtypes.every(isSimpleDtype)).toBe(true)
  expect(['cat', 'list', 'string', 'Int', ' str', '', 'float64'].filter(isSimpleDtype)).toEqual([])
})

it('takes one list off a dtype', () => {
  expect(listItemDtype('list[list[int]]')).toBe('list[int]')
  expect(listItemDtype('list[')).toBeUndefined()
  expect(listItemDtype('int')).toBeUndefined()
})

it('sees categoricals within lists', () => {
  expect(['cat[ULabel]', 'list[cat[ULabel]]', 'cat[]'].every(isCategoricalDtype)).toBe(true)
  expect(['cat', 'str', 'list[str]', 'cat[ULabel'].some(isCategoricalDtype)).toBe(false)
})

it('looks into the brackets of a categorical', () => {
  expect(categoricalMembers('cat[A|B]')).toBe('A|B')
  expect(categoricalMembers('cat[cat[A]]')).toBe('A]')
  expect(categoricalMembers('list[cat[A]]')).toBeUndefined()
})
