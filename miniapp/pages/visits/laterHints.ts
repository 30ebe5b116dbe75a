import { laterValue } from '../../composables/later'

/** Advice at what is typed; the first look at the form does without it. */
export const hints = laterValue(() => import('./visitHints'))
