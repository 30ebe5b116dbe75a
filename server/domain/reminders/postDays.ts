/** Working days a department has to hang a plate or put up the wall after 受理 (R15, R20; default of domain §1.4, §1.13). */
export const plateWorkdays = 15
/** Working days after which an unanswered proof (R29) and an order waiting for 终审 (R31) are asked for. */
export const signWorkdays = 2
