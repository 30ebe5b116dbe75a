/** What the form and its history say beside a signature (R11). */
export const flagNames: Readonly<Record<string, string>> = { SAME_PERSON: '同一人', NOMINEE: '本人' }
