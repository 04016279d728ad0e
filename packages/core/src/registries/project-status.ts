import { StatusNames } from './status-names.ts'

/** Codes in the column `_status_code`. */
export const projectStatusCodes = {
  planned: -3,
  'up-next': -2,
  active: -1,
  completed: 0,
  background: 1,
  paused: 2,
  canceled: 3,
  archived: 4,
} as const

export type ProjectStatus = keyof typeof projectStatusCodes

export const projectStatus = new StatusNames<ProjectStatus>('Project', projectStatusCodes, 'completed')
