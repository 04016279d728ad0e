/** Column name of a property: `nObservations` → `n_observations`, `_realKey` → `_real_key`. */
export const snakeCase = (name: string): string => name.replace(/([^_])([A-Z])/g, '$1_$2').toLowerCase()
