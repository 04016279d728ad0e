/** What a user may change while working with an instance; defaults as in Python LaminDB. */
export interface InstanceSettings {
  trackRunInputs: boolean
  creation: {
    /** Constructors look for a record of the same name. */
    searchNames: boolean
    /** Artifacts are made without size and hash. */
    artifactSkipSizeHash: boolean
    artifactSilenceMissingRunWarning: boolean
    /** Files from outside are stored under their uid, not under their key. */
    artifactUseVirtualKeys: boolean
  }
  annotation: {
    /** Most labels that a curator links per feature. */
    nMaxRecords: number
  }
}

export const defaultSettings = (): InstanceSettings => ({
  trackRunInputs: true,
  creation: {
    searchNames: true,
    artifactSkipSizeHash: false,
    artifactSilenceMissingRunWarning: false,
    artifactUseVirtualKeys: true,
  },
  annotation: { nMaxRecords: 1000 },
})
