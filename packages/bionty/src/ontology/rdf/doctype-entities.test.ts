import { describe, expect, it } from 'vitest'
import { doctypeEntities } from './doctype-entities.ts'

describe('entities of a document type', () => {
  it('are expanded, those in them included', () => {
    const entities = doctypeEntities(`rdf:RDF [
      <!ENTITY obo "http://purl.obolibrary.org/obo/" >
      <!ENTITY cl '&obo;CL_'>
      <!ENTITY odd "&#97;&#x62;&lt;&amp;&unknown;">
      <!ENTITY obo "a second declaration does not count">
    ]`)
    expect(entities).toEqual(
      new Map([
        ['obo', 'http://purl.obolibrary.org/obo/'],
        ['cl', 'http://purl.obolibrary.org/obo/CL_'],
        ['odd', 'ab<&&unknown;'],
      ]),
    )
  })

  it('that are external are left out', () => {
    const entities = doctypeEntities(
      'x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b PUBLIC "p" "http://x"><!ENTITY % c "d">]',
    )
    expect(entities).toEqual(new Map())
  })

  it('that grow without bound are refused by name', () => {
    const nested = ['a', 'b', 'c', 'd', 'e'].map((name, i, names) => {
      const value = i === 0 ? 'x'.repeat(10) : `&${names[i - 1]};`.repeat(10)
      return `<!ENTITY ${name} "${value}">`
    })
    expect(doctypeEntities(`x [${nested.join('')}]`)).toEqual({ tooLong: 'd' })
  })

  it('cannot mention themselves or later ones', () => {
    expect(doctypeEntities('x [<!ENTITY a "&a;&b;"><!ENTITY b "&a;">]')).toEqual(
      new Map([
        ['a', '&a;&b;'],
        ['b', '&a;&b;'],
      ]),
    )
  })
})
