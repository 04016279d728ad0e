const coreNames: ReadonlySet<string> = new Set(['core', 'lamindb'])

/** Whether settings mean the core registries by this name; they are always there and are no module to load. */
export function isCoreName(module: string): boolean {
  return coreNames.has(module)
}
