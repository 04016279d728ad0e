import { describe, expect, it } from 'vitest'
import { Float } from '../python-float.ts'
import { type CatFilters, withCatFilters } from './cat-filters.ts'

const source = { registry: 'Source', uid: 'dq7QgcSP', hasAttribute: (name: string) => name === 'uid' }
const type = { registry: 'Record', uid: 'R1', hasAttribute: () => true }

describe('withCatFilters', () => {
  it.each<[string, CatFilters, string]>([
    ['cat[bionty.CellType]', { source }, 'cat[bionty.CellType[source__uid=dq7QgcSP]]'],
    [
      'cat[bionty.CellType.ontology_id]',
      { source },
      'cat[bionty.CellType.ontology_id[source__uid=dq7QgcSP]]',
    ],
    ['cat[Artifact]', { kind: 'dataset', is_latest: true }, 'cat[Artifact[kind=dataset, is_latest=True]]'],
    ['cat[ULabel]', { is_type: false, a: 1.5, b: new Float(2) }, 'cat[ULabel[is_type=False, a=1.5, b=2.0]]'],
    ['cat[Record]', { type }, 'cat[Record[R1]]'],
    ['cat[Record]', { type__uid: 'R1', description: 'x' }, 'cat[Record[R1, description=x]]'],
    ['cat[Record]', { type, type__uid: 'R2' }, 'cat[Record[R2]]'],
    ['cat[Record[R1]]', { description: 'a, b' }, 'cat[Record[R1, description="a, b"]]'],
    ['cat[Record[R1]]', { type }, 'cat[Record[R1]]'],
    ['cat[Record[R1].uid]', { description: 'x' }, 'cat[Record[R1, description=x].uid]'],
    ['cat[ULabel]', { description: 'a, "b"' }, `cat[ULabel[description='a, "b"']]`],
    ['cat[bionty.Disease]', { type: 'x' }, 'cat[bionty.Disease[type__uid=x]]'],
    ['cat[ULabel]', {}, 'cat[ULabel]'],
    ['str', { name: 'x' }, 'str'],
  ])('turns %s with %j into %s', (dtype, filters, expected) => {
    expect(withCatFilters(dtype, filters)).toBe(expected)
  })

  it.each<[string, CatFilters, string]>([
    [
      'cat[ULabel|Record]',
      { name: 'x' },
      "cat_filters are incompatible with union dtypes: 'cat[ULabel|Record]'",
    ],
    [
      'list[cat[ULabel]]',
      { name: 'x' },
      "cat_filters are incompatible with nested dtypes: 'list[cat[ULabel]]'",
    ],
    [
      'cat[Artifact[a=b]]',
      { c: 'd' },
      "cat_filters are incompatible with nested dtypes: 'cat[Artifact[a=b]]'",
    ],
    ['cat[ULabel]', { name: ' ' }, 'Empty value in filter name'],
    ['cat[ULabel]', { name: null }, 'Empty value in filter name'],
    ['cat[ULabel]', { a: 0 }, 'Empty value in filter a'],
    [
      'cat[ULabel]',
      { source__nofield: source },
      "SQLRecord Source has no attribute 'nofield' in filter source__nofield",
    ],
    [
      'cat[Record]',
      { type: 'R1', type__uid: 'R2' },
      "Conflicting type selectors in cat_filters: 'type' and 'type__uid'",
    ],
    [
      'cat[Record[R2]]',
      { type },
      "Conflicting typed dtype and cat_filters type selector: dtype uses uid 'R2', cat_filters uses uid 'R1'",
    ],
    [
      'cat[ULabel]',
      { description: `a, "b" 'c'` },
      `Cannot serialize categorical filter value containing comma and both quote types: 'a, "b" \\'c\\''`,
    ],
  ])('refuses %s with %j', (dtype, filters, message) => {
    expect(() => withCatFilters(dtype, filters)).toThrow(
      expect.objectContaining({ code: 'VALIDATION_ERROR', message }),
    )
  })
})
