/** The library's module, without its types being loaded at run time. */
export type Arrow = typeof import('apache-arrow')

/** Loads apache-arrow on first use; it takes about 70 ms. */
export function loadArrow(): Promise<Arrow> {
  return import('apache-arrow')
}
