import type { OntologyTerm } from './ontology.ts'

/** Most lists of most terms stay empty: one shared array stands for all of them. */
const none: readonly string[] = []

type ListName = 'exactSynonyms' | 'parents' | 'partOf' | 'replacedBy' | 'consider' | 'alternativeIds'

/** A term while its file is being read. Parsers fill it; what is said first wins where only one value fits. */
export class TermDraft implements OntologyTerm {
  id: string
  name: string | undefined = undefined
  definition: string | undefined = undefined
  exactSynonyms = none
  parents = none
  partOf = none
  isObsolete = false
  replacedBy = none
  consider = none
  alternativeIds = none

  constructor(id: string) {
    this.id = id
  }

  /** Appends to a list what it does not hold yet. */
  add(list: ListName, value: string): void {
    const values = this[list]
    if (values === none) this[list] = [value]
    else if (!values.includes(value)) (values as string[]).push(value)
  }

  /** Takes over what another description of the same term adds. */
  merge(other: TermDraft): void {
    this.name ??= other.name
    this.definition ??= other.definition
    this.isObsolete ||= other.isObsolete
    for (const list of lists) for (const value of other[list]) this.add(list, value)
  }
}

const lists: readonly ListName[] = [
  'exactSynonyms',
  'parents',
  'partOf',
  'replacedBy',
  'consider',
  'alternativeIds',
]
