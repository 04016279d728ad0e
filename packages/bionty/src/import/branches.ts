export const MAIN_BRANCH = 1
export const TRASH_BRANCH = -1
