import { laterValue } from '../../composables/later'

/** Only asked when somebody searches. */
export const searching = laterValue(() => import('./matches'))
