import type { MoreIcons } from './moreIcons'

/**
 * Line drawings on a 24 × 24 grid, drawn for this product; stroke only, so that they take the colour of the text. These are in the
 * first load of every page, those of places and deeds (moreIcons.ts) come when the page stands.
 */
export const icons = {
  back: 'M14.5 5 8 12l6.5 7',
  forward: 'M9.5 5 16 12l-6.5 7',
  down: 'M5 9.5 12 16l7-6.5',
  check: 'M5 12.5 10 17.5 19.5 7',
  close: 'M6 6l12 12M18 6 6 18',
  add: 'M12 5v14M5 12h14',
  warning: 'M12 4 2.5 20h19zM12 10v4.5M12 17.2v.3',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5v.3',
  offline: 'M3 9a13 13 0 0 1 18 0M6.5 13a8 8 0 0 1 11 0M10 16.8a3 3 0 0 1 4 0M4 4l16 16',
  search: 'M11 17.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.8 15.8 20.5 20.5',
} as const

export type IconName = keyof typeof icons | keyof MoreIcons
