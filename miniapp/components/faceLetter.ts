const tones = 4

/** What a reader calls one character: 𠮷 is two units to the machine, a letter with its mark two code points. */
const charactersOf = (name: string): string[] =>
  'Segmenter' in Intl ? [...new Intl.Segmenter('zh').segment(name)].map(({ segment }) => segment) : [...name]

/** The last character of a name that is a letter, for whoever has no photograph; '' of a name without any. */
export const faceLetter = (name: string): string =>
  charactersOf(name)
    .filter((each) => /\p{L}/u.test(each))
    .at(-1) ?? ''

/** Which of the quiet grounds, 0 to 3; a name has the same one everywhere. */
export const faceTone = (name: string): number =>
  [...name].reduce((sum, each) => sum + (each.codePointAt(0) ?? 0), 0) % tones
