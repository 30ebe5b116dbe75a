import type { RouteRecordRaw } from 'vue-router'
import type { Session } from '../client/session'
import type { IconName } from './icons'

/** A page's entry in the navigation and on the home page; it stands in the page's row of router.ts. */
export interface PlaceOfPage {
  name: string
  icon: IconName
  /** Who is shown it; everybody when not said. */
  shown?: (may: Session['may']) => boolean
}

export interface Place extends PlaceOfPage {
  path: string
}

/** The parts of the house this person is shown; the server refuses the rest all the same. */
export const placesFor = (may: Session['may'], routes: readonly RouteRecordRaw[]): Place[] =>
  routes.flatMap(({ path, meta }) => {
    const place = meta?.place
    if (!place || place.shown?.(may) === false) return []
    return [{ ...place, path: path.replace(/\/:\w+\?$/, '') }]
  })
