const hour = 3_600_000
const day = 24 * hour

/** What its cause gives no day: whoever asked has long looked for himself, the trouble is another one by then. */
const lives: Readonly<Record<string, number>> = { answer: hour, deliveryTrouble: day }
/** Every other card ends with its matter; a month after its time nobody should be surprised by it. */
const longest = 30 * day

/** When a card of this kind that could not be sent is let go, in UTC milliseconds; `from`: when it was to be sent. */
export const expiryOf = (kind: string, from: number): number => from + (lives[kind] ?? longest)
