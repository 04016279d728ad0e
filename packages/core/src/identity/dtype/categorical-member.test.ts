import { describe, expect, it } from 'vitest'
import { joinCategoricalMember, splitCategoricalMember } from './categorical-member.ts'

const member = (registry: string, field = '', typeUid?: string, filters = '') => ({
  registry,
  field,
  typeUid,
  filters,
})

describe('splitCategoricalMember', () => {
  it.each([
    ['ULabel', member('ULabel')],
    ['ULabel.uid', member('ULabel', 'uid')],
    ['bionty.CellType', member('bionty.CellType')],
    ['bionty.CellType.ontology_id', member('bionty.CellType', 'ontology_id')],
    ['Record[Ab12]', member('Record', '', 'Ab12')],
    ['Record[Ab12].uid', member('Record', 'uid', 'Ab12')],
    ['Record[Ab12, name=x]', member('Record', '', 'Ab12', 'name=x')],
    ['Record[name=x]', member('Record', '', undefined, 'name=x')],
    ['Record[]', member('Record')],
    ['Artifact[schema__uid=x]', member('Artifact', '', undefined, 'schema__uid=x')],
    [
      'bionty.Gene.symbol[organism__name=human]',
      member('bionty.Gene', 'symbol', undefined, 'organism__name=human'),
    ],
    ['bionty.Gene.symbol[a=b].stable_id', member('bionty.Gene', 'stable_id', undefined, 'a=b')],
    ['ULabel.name[a=b]', member('ULabel.name', '', undefined, 'a=b')],
    ['a[b[c]]', member('a', '', undefined, 'b[c]')],
  ])('splits %s', (text, parts) => {
    expect(splitCategoricalMember(text)).toEqual(parts)
  })

  it('refuses a bracket that is not closed', () => {
    expect(() => splitCategoricalMember('ULabel[name=a')).toThrow(
      'Unmatched brackets in dtype string: ULabel[name=a',
    )
  })

  it.each(['ULabel.', '.name', 'bionty.CellType.'])('refuses the empty part of %s', (text) => {
    expect(() => splitCategoricalMember(text)).toThrow(expect.objectContaining({ code: 'VALIDATION_ERROR' }))
  })
})

describe('joinCategoricalMember', () => {
  it.each([
    'ULabel',
    'ULabel.uid',
    'Record[Ab12]',
    'Record[Ab12, name=x].uid',
    'bionty.Gene.symbol[organism__name=human]',
    'bionty.Gene[organism__name=human]',
  ])('writes %s as it was read', (text) => {
    expect(joinCategoricalMember(splitCategoricalMember(text))).toBe(text)
  })
})
