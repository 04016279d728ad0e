/** A message split by the quotation that it follows: what stands in its gaps. */
export interface QuotedParts {
  readonly template: RegExp
  readonly parts: readonly string[]
}

/**
 * Texts that the specification quotes, with groups for the values in them. A message is compared as far as its
 * quotation goes: wording in full, gaps by value.
 */
const QUOTATIONS: readonly RegExp[] = [
  // Artifacts and keys.
  /^The suffix '(.*)' of the provided key is incorrect, it should be '(.*)'\.$/su,
  /^Cannot update an artifact key to None\.$/u,
  // Registries.
  /^`uid` must be exactly (\d+) characters long, got (\d+)\.$/u,
  /^(\[.*\]) are required\.$/su,
  /^You can query either by available fields: /u,
  // Dtypes and features.
  /^(.*) is an invalid dtype, has to be registry, e\.g\. ULabel or bionty\.CellType$/su,
  /^Cannot serialize unsaved objects\. Save .* via `\.save\(\)`\.$/su,
  /^Cannot serialize non-type (.*)\. Only types \(is_type=True\) are allowed in dtypes\.$/su,
  /^Cannot create a union dtype that includes a `Record` or `ULabel` subtype/u,
  /^The resolved (\w+) (.*) is not a type: is_type is False\.$/su,
  /^Empty value in filter (.*)$/su,
  /^SQLRecord (\w+) has no attribute '(.*)' in filter (.*)$/su,
  /^Conflicting typed dtype and cat_filters type selector/u,
  /^Please pass dtype, one of .* or a composed categorical dtype$/su,
  /^Feature (.*) already exists with dtype (.*), you passed (.*)$/su,
  // Values of features and labels.
  /^Ambiguous match for (\w+ '.*'): found (.*)$/su,
  /^Cannot use add_values\(\) for to-one features on a Record: (\[.*\])\. Use set_values\(\)/su,
  /^These keys could not be validated: (\[[^\]]*\])\nHere is how to create a feature:\n\n(.*)$/su,
  /^Failed to (add|set|update) features on (\w+ [^\n{]*)(\{.*)$/su,
  /^Failed to (add|set|update) features on (\w+ [^\n{]*: .*)\. (\d+ terms? not validated .*)$/su,
  /^Cannot set type to ('.*') on Record ('.*'): missing required features (.*)$/su,
  /^Cannot set type to ('.*') on Record ('.*'): (\{.*)$/su,
  /^Label type (.*) is not valid for Feature\(.*\), consider a feature with dtype='(.*)'$/su,
  // Schemas and curation.
  /^Please pass features or slots or itype or set is_type=True$/u,
  /^Please pass otype != None for composite schemas$/u,
  /^Another schema already has this hash\. This feature order matches an existing schema\.$/u,
  /^(\{\s*"[A-Z_]+".*)$/su,
  /^(\d+ terms? not validated in .*)$/su,
  // Synonyms and sources.
  /^a synonym can't contain '\|'!$/u,
  /^you are trying to assign a synonym to record:/u,
  /^Organism (.*) can't be created from the source, check your spelling or create it manually\.$/su,
  /^`organism` is required to create new (\w+) records/u,
  /^`organism` is required to get Source record for (\w+)!$/u,
  /^Only one field can be passed to generate records from source$/u,
  /^No field passed to generate records from source$/u,
]

/** The quotation that a message follows and the values in its gaps; `undefined` for messages that nothing quotes. */
export function quotedParts(message: string): QuotedParts | undefined {
  for (const template of QUOTATIONS) {
    const match = template.exec(message.trim())
    if (match) return { template, parts: match.slice(1) }
  }
  return undefined
}
