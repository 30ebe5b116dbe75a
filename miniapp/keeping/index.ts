import { meantFor } from '../api/connection'
import { createBox } from './box'
import { createKeeping } from './keeping'

export const box = createBox()

/** What this browser keeps; one for all pages of this window. */
export const keeping = createKeeping(
  box,
  typeof document === 'undefined' || typeof BroadcastChannel === 'undefined'
    ? null
    : new BroadcastChannel('lianxinqiao.kept'),
)

// Fetched after the page had been shown.
if (meantFor()) void keeping.open(meantFor())
