const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Crect width='24' height='24' rx='5' fill='%23a8201a'/%3E%3Cpath d='M4 15c3-7 13-7 16 0M4 15v3M20 15v3M9 11v6M15 11v6' stroke='%23fff' stroke-width='2' fill='none' stroke-linecap='round'/%3E%3C/svg%3E"

/** The bridge in the tab of a browser: inside the page, so that it is no file of its own. */
export const showPageIcon = (): void => document.querySelector('link[rel=icon]')?.setAttribute('href', icon)
