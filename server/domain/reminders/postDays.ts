/** Working days after which an unanswered proof (R29) and an order waiting for 终审 (R31) are asked for. */
export const signWorkdays = 2
