import * as arrow from 'apache-arrow'
import { expect, it } from 'vitest'
import { DateUnit, Precision, TimeUnit, Type } from './type-numbers.ts'

it.each([
  ['types', Type, arrow.Type],
  ['units of time', TimeUnit, arrow.TimeUnit],
  ['precisions', Precision, arrow.Precision],
  ['units of dates', DateUnit, arrow.DateUnit],
])('the numbers of %s are those of the library', (_, numbers, libraryNumbers) => {
  expect(libraryNumbers).toMatchObject(numbers)
})
