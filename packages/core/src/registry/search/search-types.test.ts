import { describe, expectTypeOf, it } from 'vitest'

import type { Instance } from '../../instance/instance.ts'
import type { Feature } from '../../registries/feature.ts'
import type { ULabel } from '../../registries/ulabel.ts'
import type { InspectResult } from '../can-curate/inspect-result.ts'
import type { Lookup } from './lookup/lookup.ts'
import type { SearchHit } from './search-options.ts'

/** Never called: only its types are looked at. */
async function calls({ ULabel, Feature }: Instance) {
  return {
    records: await ULabel.search('a', { field: ['name', 'description'] }),
    hits: await ULabel.filter().search('a').hits(),
    one: await ULabel.validate('a'),
    many: await ULabel.validate(['a', null]),
    inspected: await ULabel.inspect(['a', null]),
    standard: await Feature.standardize('a'),
    standards: await Feature.standardize(['a', null]),
    mapper: await Feature.standardize(['a'], { returnMapper: true }),
    all: await Feature.standardize(['a'], { keep: false }),
    others: await Feature.standardize(['a'], { returnField: 'uid' }),
    values: await ULabel.fromValues(['a']),
    lookup: await ULabel.lookup(),
    uids: await ULabel.lookup('name', { returnField: 'uid' }),
    lists: await ULabel.lookup('name', { keep: false }),
  }
}

describe('the types of searches and validation', () => {
  type Calls = Awaited<ReturnType<typeof calls>>

  it('follow from the registry', () => {
    expectTypeOf<Calls['records']>().toEqualTypeOf<ULabel[]>()
    expectTypeOf<Calls['hits']>().toEqualTypeOf<SearchHit<ULabel>[]>()
    expectTypeOf<Calls['values']>().toEqualTypeOf<ULabel[]>()
    expectTypeOf<Calls['lookup'][string]>().toEqualTypeOf<ULabel>()
    expectTypeOf<Calls['lookup']>().toExtend<Lookup<ULabel>>()
    expectTypeOf<Calls['uids'][string]>().toEqualTypeOf<string>()
    expectTypeOf<Calls['lists'][string]>().toEqualTypeOf<ULabel | ULabel[]>()
  })

  it('follow from the values and options', () => {
    expectTypeOf<Calls['one']>().toEqualTypeOf<boolean>()
    expectTypeOf<Calls['many']>().toEqualTypeOf<boolean[]>()
    expectTypeOf<Calls['inspected']>().toEqualTypeOf<InspectResult<string>>()
    expectTypeOf<Calls['standard']>().toEqualTypeOf<string>()
    expectTypeOf<Calls['standards']>().toEqualTypeOf<(string | null)[]>()
    expectTypeOf<Calls['mapper']>().toEqualTypeOf<{ [input: string]: string }>()
    expectTypeOf<Calls['all']>().toEqualTypeOf<(string | null | (string | null)[])[]>()
    expectTypeOf<Calls['others']>().toEqualTypeOf<(string | null)[]>()
  })

  it('refuse fields that are none, and synonyms where there are none', () => {
    const wrong = async ({ ULabel }: Instance, label: ULabel, feature: Feature) => {
      // @ts-expect-error -- no such field
      await ULabel.search('a', { field: 'nofield' })
      // @ts-expect-error -- a relation is no field
      await ULabel.validate(['a'], { field: 'parents' })
      // @ts-expect-error -- no such relation
      await ULabel.toDataFrame({ include: 'nothing.name' })
      // @ts-expect-error -- labels have no synonyms
      await label.addSynonym('a')
      // @ts-expect-error -- features have no abbreviation
      await feature.setAbbr('a')
      await feature.addSynonym('a')
    }
    expectTypeOf(wrong).toBeFunction()
  })
})
