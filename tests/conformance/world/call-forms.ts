import type { CallForm } from './api-from-arguments.ts'

const form = (positional: number, ...python: string[]): CallForm => ({ python, positional })

const VALUES = ['field', 'mute', 'organism', 'source', 'strict_source']

/** How methods of Python are called here, by their name; methods that are not here take what Python takes. */
export const CALL_FORMS: ReadonlyMap<string, CallForm> = new Map([
  // Python finds nothing by similar words.
  ['search', { ...form(1, 'string', 'field', 'limit', 'case_sensitive'), fixed: { fuzzy: false } }],
  ['lookup', form(1, 'field', 'return_field', 'keep')],
  ['from_values', form(1, 'values', 'field', 'create', 'organism', 'source', 'mute')],
  ['validate', form(1, 'values', ...VALUES)],
  ['inspect', form(1, 'values', ...VALUES)],
  ['standardize', form(1, 'values', 'field')],
  ['add_synonym', form(1, 'synonym', 'force', 'save')],
  ['remove_synonym', form(1, 'synonym')],
  ['set_abbr', form(1, 'value')],
  ['describe', { ...form(0), dropped: ['return_str'] }],
  ['view_lineage', { ...form(0), dropped: ['return_graph'], fixed: { as: 'dot' } }],
  ['add_source', form(1, 'source', 'df', 'organism', 'version')],
  ['track', form(0, 'transform')],
  ['delete', form(0, 'permanent')],
  ['append', form(1, 'artifact', 'run')],
  ['replace', form(1, 'data', 'run', 'format')],
])
