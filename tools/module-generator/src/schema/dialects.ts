/** The databases that every migration is written for. */
export const dialects = ['sqlite', 'postgresql'] as const

export type Dialect = (typeof dialects)[number]
