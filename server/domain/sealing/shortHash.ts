/** As much of a hash as people compare on cards and pages: its first sixteen digits, in groups of four. */
export const shortHash = (hash: string): string => groupsIn(hash, 16)

/** The code of one phone's own receipts: eight digits are enough to tell one's own apart. */
export const receiptCode = (hash: string): string => groupsIn(hash, 8)

const groupsIn = (hash: string, digits: number): string => hash.slice(0, digits).match(/.{4}/g)?.join(' ') ?? ''
