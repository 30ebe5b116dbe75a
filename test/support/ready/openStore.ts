import { openStore } from './store'

/** Before the first test file of a jest run (package.json). */
export default openStore
