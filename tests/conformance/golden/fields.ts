import {
  isGoldenList,
  isGoldenObject,
  showGolden,
  type GoldenJson,
  type GoldenObject,
} from './golden-json.ts'

/** A golden file that does not have the form its readers expect: the file or the runner is at fault. */
export class UnexpectedForm extends Error {
  constructor(place: string, expectation: string, found: GoldenJson | undefined) {
    super(`'${place}' should be ${expectation}, found ${showGolden(found, 80)}`)
    this.name = 'UnexpectedForm'
  }
}

/** Typed access to the fields of a golden object; a field of another type throws {@link UnexpectedForm}. */
export class Fields {
  readonly object: GoldenObject

  constructor(object: GoldenObject) {
    this.object = object
  }

  /** Fields of a value that must be an object. */
  static of(value: GoldenJson | undefined, place = 'value'): Fields {
    if (!isGoldenObject(value)) throw new UnexpectedForm(place, 'an object', value)
    return new Fields(value)
  }

  has(name: string): boolean {
    return Object.hasOwn(this.object, name)
  }

  value(name: string): GoldenJson | undefined {
    return this.has(name) ? this.object[name] : undefined
  }

  required(name: string): GoldenJson {
    const value = this.value(name)
    if (value === undefined) throw new UnexpectedForm(name, 'given', value)
    return value
  }

  text(name: string): string {
    const value = this.value(name)
    if (typeof value !== 'string') throw new UnexpectedForm(name, 'a text', value)
    return value
  }

  optionalText(name: string): string | undefined {
    const value = this.value(name)
    return value === undefined || value === null ? undefined : this.text(name)
  }

  /** An int small enough for a JavaScript number. */
  integer(name: string): number {
    const value = this.value(name)
    if (typeof value !== 'bigint') throw new UnexpectedForm(name, 'an int', value)
    return Number(value)
  }

  list(name: string): readonly GoldenJson[] {
    const value = this.value(name)
    if (!isGoldenList(value)) throw new UnexpectedForm(name, 'a list', value)
    return value
  }

  optionalList(name: string): readonly GoldenJson[] {
    return this.has(name) ? this.list(name) : []
  }

  texts(name: string): string[] {
    return this.list(name).map((item) => {
      if (typeof item !== 'string') throw new UnexpectedForm(name, 'a list of texts', item)
      return item
    })
  }

  fields(name: string): Fields {
    return Fields.of(this.value(name), name)
  }

  optionalFields(name: string): Fields | undefined {
    const value = this.value(name)
    return value === undefined || value === null ? undefined : Fields.of(value, name)
  }

  names(): string[] {
    return Object.keys(this.object)
  }
}
