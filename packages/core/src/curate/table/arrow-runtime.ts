/** The library's module. It is loaded when data are looked at, and handed on from there. */
export type Arrow = typeof import('apache-arrow')

export const loadArrow = (): Promise<Arrow> => import('apache-arrow')
