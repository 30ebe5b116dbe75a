let over = (): boolean => false

/** Whether 今天 of this page is over by the phone's own clock, which is asked where the server cannot be. */
export const dayIsOver = (): boolean => over()
/** How to tell (renewal.ts). */
export const dayIsOverBy = (how: () => boolean): void => {
  over = how
}
