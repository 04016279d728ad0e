import { FieldValidationError } from '../errors.ts'
import { fieldOf, metaOf } from './record-state.ts'
import type { RegistryRecord } from './record.ts'

interface Validator {
  readonly accepts: (text: string) => boolean
  readonly advice: string
}

const SCHEMES = new Set(['http:', 'https:', 'ftp:', 'ftps:'])
/** A name with a top level, `localhost`, or an address. */
const HOST =
  /^(?:localhost|\[[0-9a-f:.]+\]|\d{1,3}(?:\.\d{1,3}){3}|(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}\.?)$/iu

function isUrl(text: string): boolean {
  if (/\s/.test(text) || !/^[a-z]+:\/\//i.test(text) || !URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return SCHEMES.has(protocol) && HOST.test(hostname)
}

const VALIDATORS: { readonly [property: string]: Validator } = {
  url: { accepts: isUrl, advice: 'Enter a valid URL.' },
  doi: {
    accepts: (text) => /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:|DOI:)?10\.\d+\/.*$/.test(text),
    advice: 'Must be a DOI (e.g., 10.1000/xyz123 or https://doi.org/10.1000/xyz123)',
  },
}

/**
 * Checks the addresses of new projects and references.
 *
 * @throws FieldValidationError with every field that is wrong
 */
export function validateFields(record: RegistryRecord): void {
  const wrong = [...metaOf(record).columns.keys()].flatMap((property) => {
    const validator = VALIDATORS[property]
    const value = fieldOf(record, property)
    if (!validator || typeof value !== 'string' || value === '' || validator.accepts(value)) return []
    return [`  ${property}: ${value} is not valid\n    → ${validator.advice}`]
  })
  if (wrong.length > 0) throw new FieldValidationError(`\n${wrong.join('\n')}\n  `)
}
