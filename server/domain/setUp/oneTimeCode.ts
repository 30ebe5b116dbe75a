/** Signs that nobody takes for one another when they are read from a console or a note: no 0 O, no 1 I L. */
const signs = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
/** 99 bits: nobody guesses one. */
const length = 20
const group = 5

/** Draws a code, e.g. `7K2MX-…`; `random` gives that many random bytes. */
export function drawCode(random: (count: number) => Uint8Array): string {
  let drawn = ''
  while (drawn.length < length)
    // The last few values of a byte would make some signs likelier than others.
    for (const byte of random(length))
      if (byte < 256 - (256 % signs.length) && drawn.length < length) drawn += signs[byte % signs.length]
  return drawn.replace(new RegExp(`.{${group}}(?=.)`, 'g'), '$&-')
}

/** The code as it is compared: however it was typed, with spaces, in small letters. Null for what cannot be one. */
export function readCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  return code.length === length && [...code].every((sign) => signs.includes(sign)) ? code : null
}
