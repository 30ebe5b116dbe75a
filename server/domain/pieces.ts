/**
 * A long calculation that stops after each of its pieces, so that whoever runs it can let others go first; what it is about
 * is handed in and out, and time is no matter of it.
 */
export type Pieces<Result> = Generator<undefined, Result>

/** Rows of a table between two stops. */
export const rowsAPiece = 200
