/** What the dtype grammar has to know about a registry. */
export interface DtypeRegistry {
  /** `ULabel` for one of the core, `bionty.CellType` for one of a module. */
  readonly name: string
  /** Field that a dtype without field means, in the spelling of the database. */
  readonly nameField: string
  /** Whether rows of this registry can be linked to an artifact, so that a feature can have them as values. */
  readonly linksToArtifact: boolean
  /** @param field - in the spelling of the database */
  hasField(field: string): boolean
}

/** The registries of an instance, by the names that dtypes use. */
export interface DtypeRegistries {
  find(name: string): DtypeRegistry | undefined
}
