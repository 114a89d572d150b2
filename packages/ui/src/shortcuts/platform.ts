/** ⌘ instead of Ctrl. `navigator.platform` is deprecated, yet the only source Safari and Firefox share. */
export const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
