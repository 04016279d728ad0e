/** What this package knows about a module's declaration; the rest is core's business. */
export interface LaminModule {
  readonly kind: 'lamin-module'
  readonly name: string
}
